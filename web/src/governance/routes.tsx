import type { RouteObject } from "react-router";
import { RequirePermission } from "../access/components/RequirePermission";

const reading: RouteObject[] = [
  {
    path: "gates",
    lazy: async () => ({ Component: (await import("./pages/BoardPage")).BoardPage }),
  },
  {
    path: "decisions/:id",
    lazy: async () => ({ Component: (await import("./pages/DecisionPage")).DecisionPage }),
  },
];

export const governanceRoutes: RouteObject[] = [
  { element: <RequirePermission permission="register_read" />, children: reading },
];
