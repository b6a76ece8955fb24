import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { FileField } from "../../ui/FileField";
import { useKeepFile } from "../api";
import { textOf } from "../valueText";
import type { AnswerFieldProps } from "../types";
import { OutsideLink } from "./OutsideLink";

/** A question that a file answers. */
export function FileAnswer({ item, label, hint, values, disabled, onChange }: AnswerFieldProps) {
  const { t } = useTranslation("assessment");
  const keep = useKeepFile();
  const files = values.map(textOf);
  // More may have been answered while the file went.
  const latest = useRef({ files, onChange });
  useEffect(() => {
    latest.current = { files, onChange };
  });
  const attach = (link: string) =>
    latest.current.onChange(item.repeats ? [...latest.current.files, link] : [link], false);
  // Also when the question is out of sight by then, such as after closing its window on the map.
  const add = (file: File) =>
    void keep.mutateAsync(file).then(
      ({ link }) => attach(link),
      () => undefined,
    );
  return (
    <div className="rg-stack">
      {disabled ? (
        <p>
          <strong>{label}</strong>
        </p>
      ) : (
        <FileField
          label={label}
          hint={hint}
          accept=""
          buttonText={keep.isPending ? t("evidence.busy") : t("evidence.choose")}
          dropText={t("evidence.drop")}
          onChoose={add}
        />
      )}
      {keep.isError && <ErrorState error={keep.error} />}
      <ul className="rg-plain-list">
        {files.map((link, index) => (
          <li key={link} className="rg-row">
            <OutsideLink address={link}>{t("evidence.file", { number: index + 1 })}</OutsideLink>
            {!disabled && (
              <Button
                kind="quiet"
                small
                onClick={() =>
                  onChange(
                    files.filter((other) => other !== link),
                    false,
                  )
                }
              >
                {t("evidence.remove", { number: index + 1 })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
