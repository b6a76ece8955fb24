import { useEffect, useRef, useState } from "react";
import { TextField } from "./TextField";

interface SearchFieldProps {
  label: string;
  hint: string;
  /** What is searched for now, as the address says. */
  value: string;
  onChange: (search: string) => void;
}

const debounceMilliseconds = 250;

/** Searches while typing; follows the value when that changes otherwise, such as by Back. */
export function SearchField({ label, hint, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  const [sent, setSent] = useState(value);
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
  });
  if (value !== shown) {
    setShown(value);
    // The answer to what was typed a moment ago must not undo what is typed since.
    if (value !== sent) setTyped(value);
  }

  useEffect(() => {
    const timer = setTimeout(() => {
      const search = typed.trim();
      if (search === latest.current.value) return;
      setSent(search);
      latest.current.onChange(search);
    }, debounceMilliseconds);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <TextField label={label} hint={hint} type="search" value={typed} onChange={setTyped} autoComplete="off" />
  );
}
