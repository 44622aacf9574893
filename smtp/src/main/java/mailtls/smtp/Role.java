package mailtls.smtp;

/** Whom a listener takes mail from. */
enum Role {
    /** Anybody, for the users of this house: port 25. */
    MX("smtp"),
    /** Users who have logged in: port 587 (RFC 6409). */
    SUBMISSION("submission"),
    /** The same with implicit TLS: port 465 (RFC 8314 section 3.3). */
    SUBMISSIONS("submissions");

    private final String protocolName;

    Role(String protocolName) {
        this.protocolName = protocolName;
    }

    /** Returns the service's registered name. */
    String protocolName() {
        return protocolName;
    }

    /** Returns whether mail is taken only from those who have logged in (RFC 6409 section 4.3). */
    boolean wantsLogin() {
        return this != MX;
    }
}
