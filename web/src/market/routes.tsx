import type { RouteObject } from "react-router";
import { RequirePermission } from "../access/components/RequirePermission";

const reading: RouteObject[] = [
  {
    path: "market",
    lazy: async () => ({ Component: (await import("./pages/MarketPage")).MarketPage }),
  },
  {
    path: "market/growth",
    lazy: async () => ({ Component: (await import("./pages/GrowthPage")).GrowthPage }),
  },
];

export const marketRoutes: RouteObject[] = [
  { element: <RequirePermission permission="register_read" />, children: reading },
];
