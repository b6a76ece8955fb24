import type { RouteObject } from "react-router";
import { RequirePermission } from "./components/RequirePermission";

/** Pages that can be seen without signing in. */
export const accessPublicRoutes: RouteObject[] = [
  {
    path: "sign-in",
    lazy: async () => ({ Component: (await import("./pages/SignInPage")).SignInPage }),
  },
];

export const accessRoutes: RouteObject[] = [
  {
    path: "password",
    lazy: async () => ({ Component: (await import("./pages/PasswordPage")).PasswordPage }),
  },
  {
    path: "tokens",
    lazy: async () => ({ Component: (await import("./pages/TokensPage")).TokensPage }),
  },
  {
    element: <RequirePermission permission="accounts_manage" />,
    children: [
      {
        path: "accounts",
        lazy: async () => ({ Component: (await import("./pages/AccountsPage")).AccountsPage }),
      },
    ],
  },
  {
    element: <RequirePermission permission="departments_manage" />,
    children: [
      {
        path: "departments",
        lazy: async () => ({ Component: (await import("./pages/DepartmentsPage")).DepartmentsPage }),
      },
    ],
  },
];
