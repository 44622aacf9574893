package mailtls.conformance.client;

import java.util.Optional;
import java.util.function.Predicate;

/** A certificate that a hostile server shows. Only the first few are good. */
enum Shown {
    GOOD("a good certificate"),
    CAPITALS("the name in capitals", Named.BY_NAME),
    STAR_FOR_A_LABEL("a wildcard for the first label", Named.BY_THREE_LABELS),
    SELF_SIGNED("a certificate that it has signed itself"),
    UNKNOWN_AUTHORITY("a certificate of an unknown authority"),
    OTHER_NAME("a certificate for another name"),
    LONGER_NAME("a longer name that begins alike", Named.BY_NAME),
    LETTERS_LIKE_IT("letters that only look like the name", Named.BY_NAME),
    NAME_AS_CN("the name as CN only"),
    NAME_AS_URI("the name as URI only"),
    NAME_AS_SRV_ID("the name as SRV-ID only", Named.BY_NAME),
    ADDRESS("the address in place of the name", Named.BY_NAME),
    ADDRESS_AS_NAME("the address as dNSName", Named.BY_ADDRESS),
    EXPIRED("an expired certificate"),
    NOT_YET("a certificate that is not valid yet"),
    PARTIAL_WILDCARD("a wildcard in a label"),
    STAR_BELOW("a wildcard below the name", Named.BY_NAME),
    STAR_FOR_TWO_LABELS("a wildcard for two labels", Named.BY_THREE_LABELS),
    STAR_IN_THE_MIDDLE("a wildcard for the second label", Named.BY_THREE_LABELS),
    TWO_STARS("two wildcards", Named.BY_THREE_LABELS),
    NUL_IN_NAME("a NUL in the name"),
    FOR_CLIENTS("a certificate for clients"),
    SIGNED_BY_A_SERVER("a certificate signed by a server's"),
    NAME_EXCLUDED("an authority that must not name it", Named.BY_NAME),
    NAME_NOT_PERMITTED("an authority that may name others", Named.BY_NAME);

    /** What a host has to be called so that there can be such a certificate. */
    private enum Named {
        ANYHOW("anything", host -> true),
        BY_NAME("no address", host -> !Certificates.isAddress(host)),
        BY_THREE_LABELS(
                "of three labels or more", host -> !Certificates.isAddress(host) && host.split("\\.").length > 2),
        BY_ADDRESS("an address", Certificates::isAddress);

        private final String words;
        private final Predicate<String> fits;

        Named(String words, Predicate<String> fits) {
            this.words = words;
            this.fits = fits;
        }
    }

    private final String words;
    private final Named named;

    Shown(String words) {
        this(words, Named.ANYHOW);
    }

    Shown(String words, Named named) {
        this.words = words;
        this.named = named;
    }

    /** Returns what a host's name has to be so that there is such a certificate for it, if this one is not. */
    Optional<String> lacksIn(String host) {
        return named.fits.test(host) ? Optional.empty() : Optional.of(named.words);
    }

    /** Returns what it is, in words. */
    @Override
    public String toString() {
        return words;
    }
}
