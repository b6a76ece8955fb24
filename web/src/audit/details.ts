/** One field of an audit entry's details, as text for reading. */
export interface DetailLine {
  /** JSON pointer of a changed field, or the plain name of a fact. */
  name: string;
  before: string | null;
  after: string | null;
}

export interface Details {
  /** Whether the lines say what something was and became; otherwise they state facts (`after` only). */
  areChanges: boolean;
  lines: DetailLine[];
}

function inWords(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Either side of a change is JSON in a text; what cannot be read as that is shown as it is. */
function sideInWords(side: unknown): string | null {
  if (typeof side !== "string") return inWords(side);
  try {
    return inWords(JSON.parse(side));
  } catch {
    return inWords(side);
  }
}

/**
 * Reads the details of an entry: `{"/pointer": [before, after]}` for changes, `{"name": value}` for facts.
 * What cannot be read is shown as it is: the trail never hides anything.
 */
export function readDetails(text: string): Details {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = null;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return { areChanges: false, lines: [{ name: "", before: null, after: text }] };
  }
  const lines = Object.entries(parsed).map(([name, value]: [string, unknown]) => {
    if (name.startsWith("/") && Array.isArray(value) && value.length === 2) {
      return { name, before: sideInWords(value[0]), after: sideInWords(value[1]) };
    }
    return { name, before: null, after: inWords(value) };
  });
  return { areChanges: lines.some(({ name }) => name.startsWith("/")), lines };
}
