/** Returns a function from a byte offset in a text's UTF-8 form to its line, counted from 1. */
export function lineCounter(text: string): (offset: number) => number {
  const bytes = Buffer.from(text);
  const starts = [0];
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) starts.push(at + 1);
  return (offset) => {
    const next = starts.findIndex((start) => start > offset);
    return next === -1 ? starts.length : next;
  };
}
