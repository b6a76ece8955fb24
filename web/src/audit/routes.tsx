import type { RouteObject } from "react-router";
import { RequirePermission } from "../access/components/RequirePermission";

export const auditRoutes: RouteObject[] = [
  {
    element: <RequirePermission permission="audit_read" />,
    children: [
      {
        path: "audit",
        lazy: async () => ({ Component: (await import("./pages/AuditPage")).AuditPage }),
      },
    ],
  },
];
