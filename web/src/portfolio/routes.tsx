import type { RouteObject } from "react-router";
import { RequirePermission } from "../access/components/RequirePermission";

export const portfolioRoutes: RouteObject[] = [
  {
    element: <RequirePermission permission="register_read" />,
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import("./pages/OverviewPage")).OverviewPage }),
      },
    ],
  },
];
