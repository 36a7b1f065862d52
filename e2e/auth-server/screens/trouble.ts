import { HostileOpener, serveHostilePages } from "../../hostile/hostile-page.js";
import { NodeInFront } from "../node-in-front.js";
import type { ScreenWalk } from "./screen-walk.js";

/** A request by redirect in the name of a page that nobody came from. */
const BROKEN = `/confirm?${new URLSearchParams({ redirect_uri: "https://app.example/", state: "1" })}#request=e30`;

/** Nothing works: the browser has no passkeys or does not get all of the page, the app's request is malformed, the node is down. */
export const TROUBLE: ScreenWalk = {
  name: "The screens of what cannot be done",
  sizes: ["popup", "phone"],
  walk: async (person, stage, show) => {
    const { url } = stage.sites.authServer;
    const bare = await person.openTab();
    await bare.addInitScript({ content: "delete window.PublicKeyCredential;" });
    await bare.goto(url);
    await bare.getByText("This browser has no passkeys.").waitFor();
    await show(bare, "no-passkeys");

    const partial = await person.openTab();
    person.problems.expect(/ERR_FAILED/);
    const first = await (await fetch(url)).text();
    await partial.route(/\.js$/, (route) =>
      first.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort(),
    );
    await partial.goto(url);
    await partial.getByText("This page cannot be shown now.").waitFor();
    await show(partial, "part-missing");

    const broken = await person.openTab(url + BROKEN);
    await broken.getByText("We cannot show you this request.").waitFor();
    await show(broken, "broken-request");

    person.problems.expect(/ERR_CONNECTION_REFUSED/);
    const node = await NodeInFront.of(person, stage.chain.url);
    node.goDown();
    const site = await serveHostilePages();
    try {
      const opener = await HostileOpener.open(person, site, `${url}/confirm`);
      await opener.ask("wallet_connect", [
        { version: "1", capabilities: { metadata: { name: "Ticket shop" } } },
      ]);
      const { popup } = opener;
      await popup.getByText("The chain does not answer.").waitFor();
      await show(popup, "node-trouble");
    } finally {
      await site.stop();
    }
  },
};
