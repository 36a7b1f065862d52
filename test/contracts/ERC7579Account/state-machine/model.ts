/** ERC-7579's module types, and 5 for the account's validation hooks, which ERC-7579 does not know. */
export type ModuleType = 1 | 2 | 3 | 4 | 5;

/** The validators of the pool: two that always sign, the session module, the passkey module. */
export const SESSIONS = 2;
export const PASSKEYS = 3;

const TYPE_NAMES = {
  1: "validator",
  2: "executor",
  3: "fallback handler",
  4: "execution hook",
  5: "validation hook",
} as const;

/** Describes a module of the pool. */
export function moduleName(type: ModuleType, index: number): string {
  if (type === 1 && index === SESSIONS) return "session module";
  if (type === 1 && index === PASSKEYS) return "passkey module";
  return `${TYPE_NAMES[type]} ${index}`;
}

/** What the session module says of a session: never opened, open, closed. */
export type SessionStatus = 0 | 1 | 2;

/** The keys and modules of the pool that an account has, by their numbers. */
export interface AccountModel {
  readonly owners: Set<number>;
  readonly modules: Readonly<Record<ModuleType, Set<number>>>;
  /** Passkeys that the passkey module knows; none unless it is installed. */
  readonly passkeys: Set<number>;
  readonly sessions: SessionStatus[];
  /** The account's own implementation, or that it follows the beacon. */
  code: number | "beacon";
}

/** What all accounts share, and the two accounts of a run. */
export interface WorldModel {
  readonly accounts: readonly [AccountModel, AccountModel];
  /** The implementation that the beacon names. */
  beacon: number;
}

/** Returns a new account, with one owner. */
export function newModel(): AccountModel {
  return {
    owners: new Set([0]),
    modules: { 1: new Set(), 2: new Set(), 3: new Set(), 4: new Set(), 5: new Set() },
    passkeys: new Set(),
    sessions: [0, 0],
    code: 0,
  };
}

/** Validators that sign for the account by themselves. */
export function signingValidators({ modules, passkeys }: AccountModel): number[] {
  return [...modules[1]].filter((index) => index !== SESSIONS && (index !== PASSKEYS || passkeys.size !== 0));
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

/**
 * Installs a module; the passkey module with or without a first passkey. Returns the name of the error if the
 * account must refuse.
 */
export function install(
  model: AccountModel,
  type: ModuleType,
  index: number,
  passkey?: number,
): string | undefined {
  const modules = model.modules[type];
  if (modules.has(index)) return type === 5 ? "HookAlreadyExists" : "ModuleAlreadyInstalled";
  // Both modules start afresh, even if their onUninstall was never called.
  if (type === 1 && index === PASSKEYS) {
    model.passkeys.clear();
    if (passkey !== undefined) model.passkeys.add(passkey);
  }
  if (type === 1 && index === SESSIONS) closeAll(model);
  modules.add(index);
  return undefined;
}

/**
 * Removes a module, whose onUninstall is called unless it is unlinked. Returns the name of the error if the
 * account must refuse.
 */
export function remove(
  model: AccountModel,
  type: ModuleType,
  index: number,
  unlinks: boolean,
): string | undefined {
  const modules = model.modules[type];
  if (!modules.has(index)) return type === 5 ? "HookNotFound" : "ModuleNotInstalled";
  if (type === 1 && isOnlyKey(model, index)) return "LastKey";
  modules.delete(index);
  if (unlinks) return undefined;
  if (type === 1 && index === PASSKEYS) model.passkeys.clear();
  if (type === 1 && index === SESSIONS) closeAll(model);
  return undefined;
}

/** Adds or removes a passkey. Returns the name of the error if the passkey module must refuse. */
export function changePasskey(model: AccountModel, add: boolean, passkey: number): string | undefined {
  const { passkeys } = model;
  if (add) {
    if (!model.modules[1].has(PASSKEYS)) return "AccountNotInitialized";
    if (passkeys.has(passkey)) return "KeyExists";
    passkeys.add(passkey);
    return undefined;
  }
  if (!passkeys.has(passkey)) return "NotKeyOwner";
  if (passkeys.size === 1 && isOnlyKey(model, PASSKEYS)) return "LastPasskey";
  passkeys.delete(passkey);
  return undefined;
}

/** Opens or revokes a session. Returns the name of the error if the session module must refuse. */
export function changeSession(model: AccountModel, open: boolean, session: number): string | undefined {
  const status = model.sessions[session];
  if (!open) {
    if (status !== 1) return "SessionNotActive";
    model.sessions[session] = 2;
    return undefined;
  }
  if (!model.modules[1].has(SESSIONS)) return "AccountNotInitialized";
  if (status !== 0) return "SessionAlreadyExists";
  model.sessions[session] = 1;
  return undefined;
}

/** Adopts an implementation, or follows the beacon. */
export function changeCode(model: AccountModel, code: number | "beacon"): undefined {
  model.code = code;
}

/** Counts the keys that sign for the account by themselves; never 0. */
export function keyCount(model: AccountModel): number {
  return model.owners.size + signingValidators(model).length;
}

function isOnlyKey(model: AccountModel, validator: number): boolean {
  return keyCount(model) === 1 && signingValidators(model).includes(validator);
}

function closeAll({ sessions }: AccountModel): void {
  sessions.forEach((status, i) => {
    if (status === 1) sessions[i] = 2;
  });
}
