package mailtls.relay;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What DNS says, and how sure that is.
 *
 * @param records in the order of the answer; empty where the name or the type is not there
 * @param surety whether a chain of signatures leads to it
 * @param canonicalName the name that the records are at, where the one that was asked for is an alias of it; a relay looks for
 *     TLSA records there first (RFC 7672 section 2.2.2)
 */
public record Answer<T>(List<T> records, Surety surety, Optional<String> canonicalName) {

    /** How sure an answer is (RFC 4033 section 5, RFC 7672 section 2.1). */
    public enum Surety {
        /** Signed from the root down, or the absence is. */
        SECURE,
        /** The zone is not signed: whoever is on the way may have written it. */
        INSECURE,
        /** The signatures are wrong, or there was no answer: nothing may be concluded, not even an absence. */
        FAILED
    }

    public Answer {
        records = List.copyOf(records);
    }

    /** An answer that is at the name that was asked for. */
    public Answer(List<T> records, Surety surety) {
        this(records, surety, Optional.empty());
    }

    /** Returns an answer that is signed. */
    public static <T> Answer<T> secure(List<T> records) {
        return new Answer<>(records, Surety.SECURE);
    }

    /** Returns an answer that is not signed. */
    public static <T> Answer<T> insecure(List<T> records) {
        return new Answer<>(records, Surety.INSECURE);
    }

    /** Returns no answer at all. */
    public static <T> Answer<T> failed() {
        return new Answer<>(List.of(), Surety.FAILED);
    }

    /** Returns whether it is signed. */
    public boolean isSecure() {
        return surety == Surety.SECURE;
    }

    /** Returns whether nothing may be concluded. */
    public boolean hasFailed() {
        return surety == Surety.FAILED;
    }

    /** Returns the answer with only these of its records. */
    public Answer<T> only(Predicate<T> wanted) {
        return new Answer<>(records.stream().filter(wanted).toList(), surety, canonicalName);
    }

    /** Returns the same answer, found by following an alias. */
    public Answer<T> at(String name) {
        return new Answer<>(records, surety, Optional.of(name));
    }
}
