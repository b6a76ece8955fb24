import { useState } from "react";
import { useSearchParams } from "react-router";
import { readState, writeState, type MarketState } from "./marketQuery";

/**
 * All of the page's state lives in its address, so that a link shows the same to a colleague.
 * A change shows at once; the address follows a moment later.
 */
export function useMarketState() {
  const [parameters, setParameters] = useSearchParams();
  const address = parameters.toString();
  const [seen, setSeen] = useState(address);
  const [state, setState] = useState(() => readState(parameters));
  if (address !== seen) {
    setSeen(address);
    setState(readState(parameters));
  }
  const change = (next: MarketState, replace = false) => {
    setState(next);
    setParameters(writeState(next), { replace, preventScrollReset: true });
  };
  return { state, change };
}
