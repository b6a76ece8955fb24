import type { RouteObject } from "react-router";
import { RequirePermission } from "../access/components/RequirePermission";

const reading: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import("./pages/OverviewPage")).OverviewPage }),
  },
  {
    path: "applications",
    lazy: async () => ({ Component: (await import("./pages/RegisterPage")).RegisterPage }),
  },
  {
    path: "applications/:id",
    lazy: async () => ({ Component: (await import("./pages/ApplicationPage")).ApplicationPage }),
  },
  {
    path: "funnel",
    lazy: async () => ({ Component: (await import("./pages/FunnelPage")).FunnelPage }),
  },
  {
    path: "funnel/flow",
    lazy: async () => ({ Component: (await import("./pages/FlowPage")).FlowPage }),
  },
  {
    path: "overlaps",
    lazy: async () => ({ Component: (await import("./pages/OverlapsPage")).OverlapsPage }),
  },
];

const ideas: RouteObject[] = [
  {
    path: "ideas",
    lazy: async () => ({ Component: (await import("./pages/IdeasPage")).IdeasPage }),
  },
  {
    path: "ideas/new",
    lazy: async () => ({ Component: (await import("./pages/NewIdeaPage")).NewIdeaPage }),
  },
];

const writing: RouteObject[] = [
  {
    path: "applications/new",
    lazy: async () => ({ Component: (await import("./pages/NewApplicationPage")).NewApplicationPage }),
  },
  {
    path: "applications/import",
    lazy: async () => ({ Component: (await import("./pages/ImportPage")).ImportPage }),
  },
  {
    path: "applications/:id/edit",
    lazy: async () => ({ Component: (await import("./pages/EditorPage")).EditorPage }),
  },
];

export const portfolioRoutes: RouteObject[] = [
  { element: <RequirePermission permission="register_read" />, children: reading },
  { element: <RequirePermission permission="register_write" />, children: writing },
  { element: <RequirePermission permission="idea_submit" />, children: ideas },
];
