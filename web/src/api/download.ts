import { fileNameOf, saveFile } from "../ui/saveFile";
import { toProblem } from "./problem";

interface FileAnswer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Asks for a file, with `parseAs: "blob"`, and hands it to the person under the name the server gives. */
export async function download(request: Promise<FileAnswer>, otherwise: string): Promise<void> {
  const { data, error, response } = await request;
  if (!response.ok || !(data instanceof Blob)) throw toProblem(response.status, error);
  saveFile(fileNameOf(response, otherwise), data);
}
