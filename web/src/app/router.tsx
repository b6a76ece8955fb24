import { createBrowserRouter } from "react-router";
import { accessPublicRoutes, accessRoutes } from "../access/routes";
import { assessmentRoutes } from "../assessment/routes";
import { auditRoutes } from "../audit/routes";
import { lawRoutes } from "../law/routes";
import { governanceRoutes } from "../governance/routes";
import { marketRoutes } from "../market/routes";
import { portfolioRoutes } from "../portfolio/routes";
import { sectorRoutes } from "../sector/routes";
import { validationRoutes } from "../validation/routes";
import { Loading } from "../ui/Loading";
import { PlainLayout } from "./components/PlainLayout";
import { Shell } from "./components/Shell";
import { SignedIn } from "./components/SignedIn";
import { CrashPage } from "./pages/CrashPage";
import { NotFoundPage } from "./pages/NotFoundPage";

/** Each room brings its own routes; pages are fetched when they are first opened. */
export function createRouter() {
  return createBrowserRouter([
    {
      ErrorBoundary: CrashPage,
      HydrateFallback: Loading,
      children: [
        { Component: PlainLayout, children: accessPublicRoutes },
        {
          Component: SignedIn,
          children: [
            {
              Component: Shell,
              children: [
                {
                  ErrorBoundary: CrashPage,
                  children: [
                    ...portfolioRoutes,
                    ...governanceRoutes,
                    ...marketRoutes,
                    ...lawRoutes,
                    ...validationRoutes,
                    ...sectorRoutes,
                    ...assessmentRoutes,
                    ...accessRoutes,
                    ...auditRoutes,
                    { path: "*", Component: NotFoundPage },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
