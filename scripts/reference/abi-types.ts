/** An entry of a contract's ABI, as solc writes it. */
export interface AbiEntry {
  readonly type: string;
  readonly name?: string;
  readonly stateMutability?: string;
  readonly inputs?: readonly AbiParameter[];
  readonly outputs?: readonly AbiParameter[];
}

/** A parameter, or a member of a struct. */
export interface AbiParameter {
  readonly name: string;
  readonly type: string;
  /** As it is called in Solidity, such as `struct ISsoPaymaster.Limits`. */
  readonly internalType?: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParameter[];
}

/** Returns the name of a type as a page has it: a struct's, an enum's and a contract's own, without what declares it. */
export function typeName({ type, internalType = type }: AbiParameter): string {
  return internalType.replace(/^(struct|enum|contract) /, "").replace(/^\w+\./, "");
}

/** Writes an entry as Solidity declares it. */
export function declaration({
  type,
  name = "",
  stateMutability,
  inputs = [],
  outputs = [],
}: AbiEntry): string {
  const head = type === "function" ? `function ${name}` : name || type;
  const tail = [
    type === "function" ? "external" : "",
    stateMutability === "nonpayable" ? "" : (stateMutability ?? ""),
    outputs.length > 0 ? `returns (${outputs.map(declared).join(", ")})` : "",
  ];
  return [`${head}(${inputs.map(declared).join(", ")})`, ...tail].filter((each) => each !== "").join(" ");
}

/** Writes the structs that an ABI uses, each once, as Solidity declares them. */
export function structsOf(abi: readonly AbiEntry[]): string[] {
  const structs = new Map<string, string>();
  const collect = (parameter: AbiParameter): void => {
    const { components = [] } = parameter;
    if (components.length === 0) return;
    const name = typeName(parameter).replace(/\[.*$/, "");
    structs.set(
      name,
      `struct ${name} {\n${components.map((each) => `    ${declared(each)};`).join("\n")}\n}`,
    );
    components.forEach(collect);
  };
  for (const { inputs = [], outputs = [] } of abi) [...inputs, ...outputs].forEach(collect);
  return [...structs].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, struct]) => struct);
}

function declared(parameter: AbiParameter): string {
  return [typeName(parameter), parameter.indexed ? "indexed" : "", parameter.name]
    .filter((each) => each !== "")
    .join(" ");
}
