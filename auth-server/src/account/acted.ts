const looks = new Set<() => void>();

/** Tells whoever shows something of the account that it has just done something on this page, or may have. */
export function tellActed(): void {
  for (const look of looks) look();
}

/** Has something done each time that the account has done something on this page, until what is returned is called. */
export function onActed(look: () => void): () => void {
  looks.add(look);
  return () => {
    looks.delete(look);
  };
}
