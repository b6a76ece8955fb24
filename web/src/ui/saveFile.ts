/** Hands a file to the person, as a download of the browser. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The name that the server gives a file: filename="register-2026-11-22.csv". */
export function fileNameOf(response: Response, otherwise: string): string {
  const said = /filename="([^"\\/]+)"/.exec(response.headers.get("Content-Disposition") ?? "");
  return said?.[1] ?? otherwise;
}

/** The bytes of a file as base64. */
export function asBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      // data:text/csv;base64,... or just data: for an empty file
      const address = typeof reader.result === "string" ? reader.result : "";
      resolve(address.slice(address.indexOf(",") + 1 || address.length));
    };
    reader.onerror = () => reject(reader.error ?? new Error("the file cannot be read"));
    reader.readAsDataURL(file);
  });
}
