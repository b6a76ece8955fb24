/** Where Regie keeps a file: such a link in a record stands for the file itself. */
export function isEvidenceFile(link: string): boolean {
  return /^\/api\/v1\/evidence\/[0-9a-f-]{36}$/.test(link);
}

/** A file name without its ending, as a first title. */
export function titleOf(fileName: string): string {
  return fileName.replace(/\.[^.]{1,5}$/, "");
}
