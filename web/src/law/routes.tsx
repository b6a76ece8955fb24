import type { RouteObject } from "react-router";
import { RequirePermission } from "../access/components/RequirePermission";

const reading: RouteObject[] = [
  {
    path: "law",
    lazy: async () => ({ Component: (await import("./pages/LawPage")).LawPage }),
  },
  {
    path: "law/change",
    lazy: async () => ({ Component: (await import("./pages/ChangePage")).ChangePage }),
  },
  {
    path: "applications/:id/law",
    lazy: async () => ({ Component: (await import("./pages/ApplicationLawPage")).ApplicationLawPage }),
  },
];

const writing: RouteObject[] = [
  {
    path: "applications/:id/law/:tree",
    lazy: async () => ({ Component: (await import("./pages/WizardPage")).WizardPage }),
  },
];

export const lawRoutes: RouteObject[] = [
  { element: <RequirePermission permission="register_read" />, children: reading },
  { element: <RequirePermission permission="register_write" />, children: writing },
];
