import { createContext, useContext, type ComponentType } from "react";

/** What another room shows about an application, behind a tab of its own. */
export interface ApplicationTab {
  id: string;
  Label: ComponentType;
  Content: ComponentType<{ id: string }>;
}

/** The register does not know the other rooms: who puts the rooms together names their tabs. */
export const ApplicationTabs = createContext<readonly ApplicationTab[]>([]);

export function useApplicationTabs(): readonly ApplicationTab[] {
  return useContext(ApplicationTabs);
}
