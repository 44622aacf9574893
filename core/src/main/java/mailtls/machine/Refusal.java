package mailtls.machine;

/** Why a table has no row for a command: which of its columns failed. */
public enum Refusal {
    /** No row in any state: the command is not known here. */
    UNKNOWN_COMMAND,
    /** There are rows, but not in this state. */
    WRONG_STATE,
    /** It could be taken over TLS. */
    NEEDS_TLS,
    /** It could be taken in clear: STARTTLS, when TLS is there already. */
    NEEDS_CLEARTEXT
}
