import { createContext, useContext } from "react";

export type Announce = (message: string) => void;

export const StatusContext = createContext<Announce | null>(null);

/** Says for a few seconds, in sight and to screen readers, that something was done. */
export function useAnnounce(): Announce {
  const announce = useContext(StatusContext);
  if (announce === null) throw new Error("useAnnounce needs StatusProvider");
  return announce;
}
