import type { RouteObject } from "react-router";
import { RequirePermission } from "../access/components/RequirePermission";

const reading: RouteObject[] = [
  {
    path: "assessments",
    lazy: async () => ({ Component: (await import("./pages/AssessmentsPage")).AssessmentsPage }),
  },
  {
    path: "assessments/:id",
    lazy: async () => ({ Component: (await import("./pages/AssessmentPage")).AssessmentPage }),
  },
  {
    path: "assessments/:id/result",
    lazy: async () => ({ Component: (await import("./pages/ResultPage")).ResultPage }),
  },
  {
    path: "assessments/:id/compare",
    lazy: async () => ({ Component: (await import("./pages/ComparePage")).ComparePage }),
  },
  {
    path: "assessments/:id/leaflet",
    lazy: async () => ({ Component: (await import("./pages/LeafletPage")).LeafletPage }),
  },
];

const managing: RouteObject[] = [
  {
    path: "assessments/upload",
    lazy: async () => ({ Component: (await import("./pages/UploadPage")).UploadPage }),
  },
];

export const assessmentRoutes: RouteObject[] = [
  { element: <RequirePermission permission="assessment_read" />, children: reading },
  { element: <RequirePermission permission="instrument_manage" />, children: managing },
];
