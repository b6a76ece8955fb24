import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Peers } from "./api";

const values = ["type", "all", "ambition", "region", "size"] as const satisfies readonly Peers[];

/** With whom we compare ourselves, kept in the address. */
export function usePeers() {
  const { t } = useTranslation("sector");
  const [parameters, setParameters] = useSearchParams();
  const peers = values.find((value) => value === parameters.get("with")) ?? "type";
  const options = values.map((value) => ({ value, label: t(`peers.${value}`) }));
  const choose = (name: "with" | "round", value: string) =>
    setParameters(
      (before) => {
        before.set(name, value);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  return { peers, options, choose };
}
