/** A host's response to a path: the headers that its file tells it to send, and the file that it serves. */
export interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly file: string;
}

/** Reads a host's file as the host does: from the requested path to the response. */
export type HostReader = (text: string) => (path: string) => Answer;

interface Rule {
  readonly matches: RegExp;
  readonly headers: Readonly<Record<string, string>>;
}

/** Joins the values of several rules with commas, as Netlify and Cloudflare do. */
function joined(rules: readonly Rule[], path: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const rule of rules.filter(({ matches }) => matches.test(path)))
    for (const [name, value] of Object.entries(rule.headers))
      headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  return headers;
}

/** `_headers`: a path at the start of a line, and its headers, indented. */
const headersFile: HostReader = (text) => {
  const rules = text
    .split(/\n(?=\S)/)
    .map((part) => part.trim().split(/\n\s+/))
    .map(([path = "", ...lines]) => ({
      matches: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll("*", ".*")}$`),
      headers: Object.fromEntries(lines.map((line) => split(line, ": "))),
    }));
  return (path) => ({
    headers: joined(rules, path),
    file: path === "/" ? "index.html" : path.includes(".") ? path.slice(1) : `${path.slice(1)}.html`,
  });
};

interface JsonSettings {
  readonly headers: readonly {
    readonly source: string;
    readonly headers: readonly { readonly key: string; readonly value: string }[];
  }[];
  readonly rewrites: readonly { readonly source: string; readonly destination: string }[];
}

/** Reads settings in JSON whose sources are patterns of some kind. */
function readJson({ headers, rewrites }: JsonSettings, pattern: (source: string) => RegExp) {
  const rules = headers.map(({ source, headers: listed }) => ({
    matches: pattern(source),
    headers: Object.fromEntries(listed.map(({ key, value }) => [key, value])),
  }));
  return (path: string): Answer => ({
    headers: joined(rules, path),
    file: (
      rewrites.find(({ source }) => pattern(source).test(path))?.destination ??
      path.replace(/^\/$/, "/index.html")
    ).slice(1),
  });
}

/** `vercel.json`: sources are regular expressions, as far as we use them. */
const vercel: HostReader = (text) =>
  readJson(JSON.parse(text) as JsonSettings, (source) => new RegExp(`^${source}$`));

/** `firebase.json`: sources are globs. */
const firebase: HostReader = (text) =>
  readJson((JSON.parse(text) as { hosting: JsonSettings }).hosting, (source) =>
    source === "**"
      ? /^/
      : new RegExp(
          `^${source
            .replaceAll(".", "\\.")
            .replaceAll("**", ".*")
            .replaceAll(/(?<!\.)\*/g, "[^/]*")}$`,
        ),
  );

/** nginx: `=` before `^~` before the longest prefix; only the location's own headers apply. */
const nginx: HostReader = (text) => {
  const locations = [...text.matchAll(/^location (=|\^~)? ?(\S+) \{\n(.*?)^\}$/gms)].map(
    ([, kind, path = "", body = ""]) => ({
      path,
      isExact: kind === "=",
      file: /try_files (\S+) =404;/.exec(body)?.[1] ?? "",
      headers: Object.fromEntries(
        [...body.matchAll(/add_header (\S+) "([^"]*)"(?: always)?;/g)].map(([, name, value]) => [
          name,
          value,
        ]),
      ) as Record<string, string>,
    }),
  );
  return (path) => {
    const found =
      locations.find((each) => each.isExact && each.path === path) ??
      locations
        .filter((each) => !each.isExact && path.startsWith(each.path))
        .sort((one, other) => other.path.length - one.path.length)[0];
    if (!found) throw new Error(`no location for ${path}`);
    return { headers: found.headers, file: found.file.replace("$uri", path).slice(1) };
  };
};

/** Caddy: named matchers of paths, a block of headers for all, a rewrite. */
const caddy: HostReader = (text) => {
  const matchers = new Map(
    [...text.matchAll(/^@(\w+) (not )?path (.+)$/gm)].map(([, name = "", not, paths = ""]) => {
      const patterns = paths.split(" ").map((path) => new RegExp(`^${path.replaceAll("*", ".*")}$`));
      return [
        name,
        (path: string) => patterns.some((pattern) => pattern.test(path)) !== (not !== undefined),
      ] as const;
    }),
  );
  const block = /^header \{\n(.*?)^\}$/ms.exec(text)?.[1] ?? "";
  const all = [...block.matchAll(/^\t(\S+) "([^"]*)"$/gm)].map(([, name = "", value = ""]) => [name, value]);
  const some = [...text.matchAll(/^header @(\w+) (\S+) "([^"]*)"$/gm)];
  const [, rewritten = "", target = ""] = /^rewrite @(\w+) (\S+)$/m.exec(text) ?? [];
  return (path) => ({
    headers: Object.fromEntries([
      ...all,
      ...some
        .filter(([, name = ""]) => matchers.get(name)?.(path))
        .map(([, , name, value]) => [name, value] as const),
    ]) as Record<string, string>,
    file: (matchers.get(rewritten)?.(path) ? target : path.replace(/^\/$/, "/index.html")).slice(1),
  });
};

/** `.htaccess`: a header that is set again replaces the one before; an `<If>` comes last. */
const apache: HostReader = (text) => {
  const headersOf = (part: string) =>
    Object.fromEntries(
      [...part.matchAll(/^\s*Header always set (\S+) "([^"]*)"(?: "expr=[^"]*")?$/gm)].map(
        ([, name, value]) => [name, value],
      ),
    ) as Record<string, string>;
  const [, condition = "", inside = ""] =
    /^<If "%\{REQUEST_URI\} =~ m#(.+)#">\n(.*?)^<\/If>$/ms.exec(text) ?? [];
  const outside = text.replace(/^<If.*?<\/If>$/ms, "");
  const rewrites = [...text.matchAll(/^RewriteRule (\S+) (\S+) \[END\]$/gm)];
  return (path) => ({
    headers: { ...headersOf(outside), ...(new RegExp(condition).test(path) && headersOf(inside)) },
    // In a folder's own file, rules see the path without its first slash.
    file:
      rewrites.find(([, pattern = ""]) => new RegExp(pattern).test(path.slice(1)))?.[2] ??
      (path === "/" ? "index.html" : path.slice(1)),
  });
};

function split(line: string, by: string): [string, string] {
  const at = line.indexOf(by);
  return [line.slice(0, at), line.slice(at + by.length)];
}

/** The readers of all hosts, by the name of the file. */
export const HOST_READERS: Readonly<Record<string, HostReader>> = {
  "dist/_headers": headersFile,
  "dist/vercel.json": vercel,
  "dist/firebase.json": firebase,
  "hosting/dist/nginx.conf": nginx,
  "hosting/dist/site.caddy": caddy,
  "dist/.htaccess": apache,
};
