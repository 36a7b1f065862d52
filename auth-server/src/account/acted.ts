const acted = new EventTarget();
const EVENT = "acted";

/** Tells whoever shows something of the account that it has just done something on this page. */
export function tellActed(): void {
  acted.dispatchEvent(new Event(EVENT));
}

/** Has something done each time that the account has done something on this page, until what is returned is called. */
export function onActed(look: () => void): () => void {
  acted.addEventListener(EVENT, look);
  return () => {
    acted.removeEventListener(EVENT, look);
  };
}
