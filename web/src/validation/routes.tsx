import type { RouteObject } from "react-router";
import { RequirePermission } from "../access/components/RequirePermission";

const reading: RouteObject[] = [
  {
    path: "applications/:id/validations",
    lazy: async () => ({ Component: (await import("./pages/ValidationsPage")).ValidationsPage }),
  },
  {
    path: "validations/:id",
    lazy: async () => ({ Component: (await import("./pages/ValidationPage")).ValidationPage }),
  },
];

const writing: RouteObject[] = [
  {
    path: "applications/:id/validations/run",
    lazy: async () => ({ Component: (await import("./pages/RunPage")).RunPage }),
  },
];

export const validationRoutes: RouteObject[] = [
  { element: <RequirePermission permission="register_read" />, children: reading },
  { element: <RequirePermission permission="register_write" />, children: writing },
];
