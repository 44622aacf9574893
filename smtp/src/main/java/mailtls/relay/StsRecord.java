package mailtls.relay;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The TXT record that says that a domain has an MTA-STS policy (RFC 8461 section 3.1).
 *
 * @param id changes when the policy does
 */
record StsRecord(String id) {

    private static final String VERSION = "v=STSv1;";
    private static final Pattern FORM = Pattern.compile("v=STSv1\\s*;(?:.*;)?\\s*id=([A-Za-z0-9]{1,32})\\s*(?:;.*)?");

    /** Returns the record among the TXT records of {@code _mta-sts.domain}: there must be exactly one. */
    static Optional<StsRecord> in(List<String> texts) {
        List<String> candidates = texts.stream()
                .filter(text -> text.replace(" ", "").startsWith(VERSION))
                .toList();
        if (candidates.size() != 1) {
            return Optional.empty();
        }
        Matcher record = FORM.matcher(candidates.get(0));
        return record.matches() ? Optional.of(new StsRecord(record.group(1))) : Optional.empty();
    }
}
