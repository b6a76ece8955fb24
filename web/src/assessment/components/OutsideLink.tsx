const ownFile = /^\/api\/v1\/evidence\/[0-9a-f-]{36}$/;

/** Only addresses of the web, and files in Regie, become links; anything else stays text. */
export function OutsideLink({ address, children }: { address: string; children: string }) {
  if (!ownFile.test(address) && !/^https?:\/\//i.test(address)) return <>{children}</>;
  return (
    <a href={address} rel="noreferrer">
      {children}
    </a>
  );
}
