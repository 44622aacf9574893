package mailtls.conformance.client;

/** A certificate that a hostile server shows. Only the first is good. */
enum Shown {
    GOOD("a good certificate"),
    SELF_SIGNED("a certificate that it has signed itself"),
    UNKNOWN_AUTHORITY("a certificate of an unknown authority"),
    OTHER_NAME("a certificate for another name"),
    NAME_AS_CN("the name as CN only"),
    NAME_AS_URI("the name as URI only"),
    EXPIRED("an expired certificate"),
    NOT_YET("a certificate that is not valid yet"),
    PARTIAL_WILDCARD("a wildcard in a label"),
    NUL_IN_NAME("a NUL in the name"),
    FOR_CLIENTS("a certificate for clients"),
    SIGNED_BY_A_SERVER("a certificate signed by a server's");

    private final String words;

    Shown(String words) {
        this.words = words;
    }

    /** Returns what it is, in words. */
    @Override
    public String toString() {
        return words;
    }
}
