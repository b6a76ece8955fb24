import type { RouteObject } from "react-router";
import { RequireKind } from "../access/components/RequireKind";
import { RequirePermission } from "../access/components/RequirePermission";

const ofSectorBody: RouteObject[] = [
  {
    path: "rounds",
    lazy: async () => ({ Component: (await import("./pages/RoundsPage")).RoundsPage }),
  },
  {
    path: "rounds/:id",
    lazy: async () => ({ Component: (await import("./pages/RoundPage")).RoundPage }),
  },
  {
    path: "rounds/:id/publication",
    lazy: async () => ({ Component: (await import("./pages/PublicationPage")).PublicationPage }),
  },
  {
    path: "rounds/:id/publication/:question",
    lazy: async () => ({
      Component: (await import("./pages/PublicationQuestionPage")).PublicationQuestionPage,
    }),
  },
  {
    path: "members",
    lazy: async () => ({ Component: (await import("./pages/MembersPage")).MembersPage }),
  },
];

const ofHospital: RouteObject[] = [
  {
    path: "monitor",
    lazy: async () => ({ Component: (await import("./pages/SendPage")).SendPage }),
  },
  {
    path: "monitor/packages/:id",
    lazy: async () => ({ Component: (await import("./pages/PackagePage")).PackagePage }),
  },
  {
    path: "benchmark",
    lazy: async () => ({ Component: (await import("./pages/BenchmarkPage")).BenchmarkPage }),
  },
  {
    path: "benchmark/:id/:question",
    lazy: async () => ({ Component: (await import("./pages/BenchmarkQuestionPage")).BenchmarkQuestionPage }),
  },
];

export const sectorRoutes: RouteObject[] = [
  {
    element: <RequirePermission permission="sector_read" />,
    children: [
      { element: <RequireKind kind="sector_body" />, children: ofSectorBody },
      { element: <RequireKind kind="hospital" />, children: ofHospital },
    ],
  },
];
