/** Where to go after signing in: a page of our own and nothing else. */
export function returnAddress(wanted: string | null): string {
  if (wanted === null) return "/";
  const isOurs = /^\/(?![/\\])/.test(wanted);
  return isOurs && !wanted.startsWith("/sign-in") ? wanted : "/";
}
