/** ERC-7579's module types. */
export type ModuleType = 1 | 2 | 3 | 4;

/** Which of the pool's keys and modules an account has, by their numbers there. */
export interface AccountModel {
  readonly owners: Set<number>;
  readonly modules: Readonly<Record<ModuleType, Set<number>>>;
}

/** The validator that does not count as a key. */
const LIMITED_VALIDATOR = 2;

/** A new account: one owner. */
export function newModel(): AccountModel {
  return { owners: new Set([0]), modules: { 1: new Set(), 2: new Set(), 3: new Set(), 4: new Set() } };
}

/** Validators that sign by themselves. */
export function signingValidators({ modules }: AccountModel): number[] {
  return [...modules[1]].filter((index) => index !== LIMITED_VALIDATOR);
}

/** Adds or removes an owner. Returns the name of the error if the account must refuse. */
export function changeOwner(model: AccountModel, add: boolean, who: number): string | undefined {
  if (add) {
    if (model.owners.has(who)) return "OwnerAlreadyExists";
    model.owners.add(who);
    return undefined;
  }
  if (!model.owners.has(who)) return "OwnerNotFound";
  if (keyCount(model) === 1) return "LastKey";
  model.owners.delete(who);
  return undefined;
}

/** Installs or removes a module. Returns the name of the error if the account must refuse. */
export function changeModule(
  model: AccountModel,
  install: boolean,
  type: ModuleType,
  index: number,
): string | undefined {
  const modules = model.modules[type];
  if (install) {
    if (modules.has(index)) return "ModuleAlreadyInstalled";
    modules.add(index);
    return undefined;
  }
  if (!modules.has(index)) return "ModuleNotInstalled";
  if (type === 1 && index !== LIMITED_VALIDATOR && keyCount(model) === 1) return "LastKey";
  modules.delete(index);
  return undefined;
}

function keyCount(model: AccountModel): number {
  return model.owners.size + signingValidators(model).length;
}
