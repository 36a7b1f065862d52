import { expect } from "chai";
import { useLab } from "./lab.ts";
import type { Lab } from "./lab.ts";

/** A method the node serves. */
interface Served<Client> {
  /** What holds, to read behind the method's name. */
  readonly asserts: string;
  readonly run: (client: Client, lab: Lab) => unknown;
}

/** A method no local node can serve; it must fail, so that the row goes when it no longer does. */
interface Refused<Client> {
  /** What the chain would have to have. */
  readonly needs: string;
  readonly attempt: (client: Client, lab: Lab) => unknown;
  /** The message of the failure. */
  readonly error: RegExp;
}

/** Something that has to do with the client alone: no test. */
interface Local {
  readonly is: string;
}

export type Row<Client> = Served<Client> | Refused<Client> | Local;

/** A client's methods by name. */
export type Table<Client> = Readonly<Record<string, Row<Client>>>;

export function serves<Client>(asserts: string, run: Served<Client>["run"]): Row<Client> {
  return { asserts, run };
}

export function cannotServe<Client>(
  needs: string,
  error: RegExp,
  attempt: Refused<Client>["attempt"],
): Row<Client> {
  return { needs, error, attempt };
}

export function ofTheClient(is: string): Local {
  return { is };
}

/**
 * Declares the suite of one client: that `rows` has exactly the methods the installed library has, and a test for each.
 * Every test begins on the same chain.
 */
export function describeClient<Client>(
  name: string,
  methods: readonly string[],
  rows: Table<Client>,
  connect: (lab: Lab) => Client | Promise<Client>,
  disconnect: (client: Client) => unknown = () => undefined,
): void {
  describe(name, function () {
    this.timeout(30_000);
    const lab = useLab();

    it("has a row for each method of the installed library, and no other", () => {
      expect(Object.keys(rows).sort()).to.deep.equal([...new Set(methods)].sort());
    });

    for (const [method, row] of Object.entries(rows)) {
      if ("is" in row) continue;
      it(titleOf(method, row), async () => {
        const client = await connect(lab());
        try {
          await check(row, client, lab());
        } finally {
          await disconnect(client);
        }
      });
    }
  });
}

function titleOf<Client>(method: string, row: Served<Client> | Refused<Client>): string {
  return "asserts" in row ? `${method}: ${row.asserts}` : `${method} cannot be served: needs ${row.needs}`;
}

async function check<Client>(row: Served<Client> | Refused<Client>, client: Client, lab: Lab): Promise<void> {
  if ("asserts" in row) {
    await row.run(client, lab);
    return;
  }
  const error = await failureOf(async () => row.attempt(client, lab));
  expect(error.message).to.match(row.error);
}

/** The error a task ends with; throws when it succeeds. */
export async function failureOf(task: () => Promise<unknown>): Promise<Error> {
  let answer: unknown;
  try {
    answer = await task();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError(`threw ${String(error)}, which is no Error`, { cause: error });
  }
  throw new Error(`succeeded, answering ${String(answer)}: the row belongs to what the node serves`);
}
