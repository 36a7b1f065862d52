import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { WagmiProvider } from "wagmi";
import { loadConfig } from "./app-config.ts";
import "./page.css";
import { TipJar } from "./tip-jar.tsx";
import { wagmiConfig } from "./wagmi-config.ts";

const root = createRoot(document.getElementById("root") as HTMLElement);

loadConfig().then(
  (app) => {
    root.render(
      <WagmiProvider config={wagmiConfig(app)}>
        <QueryClientProvider client={new QueryClient()}>
          <TipJar app={app} />
        </QueryClientProvider>
      </WagmiProvider>,
    );
  },
  (error: Error) => {
    root.render(<p role="alert">{error.message}</p>);
  },
);
