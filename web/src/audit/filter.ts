export interface AuditFilter {
  actor: string;
  action: string | null;
  from: string | null;
  until: string | null;
}

export const noFilter: AuditFilter = { actor: "", action: null, from: null, until: null };

/** The filter lives in the address, so that it can be kept and sent to a colleague. */
export function readFilter(search: URLSearchParams): AuditFilter {
  return {
    actor: search.get("actor") ?? "",
    action: search.get("action"),
    from: search.get("from"),
    until: search.get("until"),
  };
}

/** Only what is set; the same names serve the page, the list and the download. */
export function writeFilter({ actor, action, from, until }: AuditFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (actor.trim() !== "") search.set("actor", actor);
  if (action !== null) search.set("action", action);
  if (from !== null) search.set("from", from);
  if (until !== null) search.set("until", until);
  return search;
}
