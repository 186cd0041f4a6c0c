/** Codes, or their last parts, by which every cloud says that the key pair may not: by a policy, or from this address. */
export const deniedCode =
  /(^|\.)(OperationDenied|NoPrivileges?|ImplicitDeny|ExplicitDeny)(\.|$)|Ip(NotInWhitelist|InBlacklist)/i;
