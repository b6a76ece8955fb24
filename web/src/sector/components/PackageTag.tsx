import { useTranslation } from "react-i18next";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import type { OutgoingPackage } from "../api";
import { packageState } from "../outbox";
import { packageTone, useRefusalText } from "../words";

interface PackageTagProps {
  one: OutgoingPackage;
  packages: readonly OutgoingPackage[];
}

/** What became of a package, and why it waits. */
export function PackageTag({ one, packages }: PackageTagProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const refusalText = useRefusalText();
  const state = packageState(one, packages);
  return (
    <>
      <Tag tone={packageTone[state]}>{t(`package.${state}`)}</Tag>
      {state === "refused" && one.refusal && <small>{refusalText(one.refusal)}</small>}
      {state === "refused" && one.tried_at && (
        <small>{t("package.tried_at", { at: format.dateTime(one.tried_at) })}</small>
      )}
      {one.receipt && (
        <small>{t("package.received_at", { at: format.dateTime(one.receipt.receipt.received_at) })}</small>
      )}
    </>
  );
}
