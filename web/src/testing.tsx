import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { expect, vi } from "vitest";
import { SessionContext, type Permission, type Session } from "./access/session";
import { api } from "./api/client";
import { createQueryClient } from "./app/queryClient";
import { StatusProvider } from "./ui/Status";

/** For tests of pages in jsdom. No texts are loaded: every text is its key. */

/** What the server answers, by method and path; whatever is thrown is a refusal. What is not here never comes. */
export function serve(answers: Record<string, () => unknown>): void {
  for (const method of ["GET", "POST", "PUT"] as const) {
    const reply = async (path: string) => {
      const found = answers[`${method} ${path}`];
      if (found === undefined) return new Promise(() => undefined);
      return { data: await found(), response: new Response() };
    };
    vi.spyOn(api, method).mockImplementation(reply as never);
  }
}

/** An answer of the server that comes when the test says so. */
export function later<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((come, refuse) => {
    resolve = come;
    reject = refuse;
  });
  return {
    answer: () => promise,
    come: (value: Value) => act(async () => settled(() => resolve(value))),
    refuse: (error: Error) => act(async () => settled(() => reject(error))),
  };
}

/** Queries tell their readers with a timer. */
async function settled(change: () => void): Promise<void> {
  change();
  await new Promise((resolve) => setTimeout(resolve, 20));
}

interface Place {
  permissions?: Permission[];
  path?: string;
  address?: string;
}

/** Shows a page as somebody with these permissions sees it. */
export function show(page: ReactNode, { permissions = [], path = "*", address = "/" }: Place = {}) {
  // jsdom knows the element, but not how to open it.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  window.scrollTo = () => undefined;
  const client: QueryClient = createQueryClient();
  const session = { account_id: "me", permissions } as unknown as Session;
  const all = (element: ReactNode) => (
    <QueryClientProvider client={client}>
      <SessionContext value={session}>
        <StatusProvider>
          <MemoryRouter initialEntries={[address]}>
            <Routes>
              <Route path={path} element={element} />
            </Routes>
          </MemoryRouter>
        </StatusProvider>
      </SessionContext>
    </QueryClientProvider>
  );
  const { rerender } = render(all(page));
  return {
    /** Another page in its place. */
    leave: () => rerender(all(null)),
    /** Something was read anew. */
    read: (key: readonly unknown[], data: unknown) =>
      act(async () => settled(() => client.setQueryData(key, data))),
  };
}

export function forget(): void {
  cleanup();
  vi.restoreAllMocks();
}

/** What was said in the corner of the page. */
export function said(): string {
  return [...document.querySelectorAll(".rg-status__message")].map((each) => each.textContent).join();
}

/** Waits until it is said. */
export async function heard(text: string): Promise<void> {
  await waitFor(() => expect(said()).toContain(text));
}

/** Presses a button once it is there; `place` tells which, when there are several. */
export async function press(name: string, place = 0): Promise<void> {
  const button = (await screen.findAllByRole("button", { name }))[place];
  if (button === undefined) throw new Error(`There is no button ${name} at ${place}`);
  await act(async () => settled(() => fireEvent.click(button)));
}

/** Opens what is folded. */
export function unfold(): void {
  for (const details of document.querySelectorAll("details")) {
    details.open = true;
    fireEvent(details, new Event("toggle"));
  }
}

/** Types in the field with this label once it is there. */
export async function type(label: string | RegExp, text: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText(label), { target: { value: text } });
}
