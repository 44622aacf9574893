package mailtls.conformance.client;

import static mailtls.conformance.peer.MailProtocol.IMAP;
import static mailtls.conformance.peer.MailProtocol.POP3;
import static mailtls.conformance.peer.MailProtocol.SMTP;
import static mailtls.conformance.peer.Mode.IMPLICIT;
import static mailtls.conformance.peer.Mode.STARTTLS;

import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.wire.Ascii;

/**
 * A client that is wrong in one way.
 *
 * @param flaw what it does wrong
 * @param protocol what it speaks
 * @param mode how it comes to TLS
 * @param requirement the id of the requirement that it breaks
 */
record ClientMutant(Flaw flaw, MailProtocol protocol, Mode mode, String requirement) {

    private static final String BELOW = "mail.mua.no-operation-below-level";

    /** Returns all of them. */
    static List<ClientMutant> all() {
        // spotless:off
        return Stream.of(
                of(Flaw.GOES_ON_IF_NOT_LISTED,              BELOW, IMAP, POP3, SMTP),
                of(Flaw.GOES_ON_IF_REFUSED,                 BELOW, IMAP, POP3, SMTP),
                of(Flaw.GOES_ON_WITHOUT_A_LIST,             BELOW, IMAP, POP3, SMTP),
                of(Flaw.SENDS_A_DIGEST_IN_CLEAR,            BELOW, IMAP, POP3, SMTP),
                of(Flaw.LOGS_IN_BEFORE_TLS,                 BELOW, IMAP, POP3, SMTP),
                of(Flaw.NEEDS_NO_TLS_AFTER_THE_GO_AHEAD,    BELOW, IMAP, POP3, SMTP),
                of(Flaw.IS_CLEAR_ON_THE_SECOND_CONNECTION,  BELOW, IMAP, POP3, SMTP),
                of(Flaw.IS_CLEAR_AFTER_A_FAILED_HANDSHAKE,  BELOW, IMAP, POP3, SMTP),
                of(Flaw.IS_ALWAYS_CONTENT,                  BELOW, IMAP, POP3, SMTP),
                of(Flaw.TAKES_ANYTHING_FOR_YES,             BELOW, IMAP, POP3, SMTP),
                of(Flaw.TAKES_ANY_TAG,                      BELOW, IMAP),
                of(Flaw.TAKES_AN_EARLY_ANSWER,              BELOW, IMAP),
                of(Flaw.TELLS_ITS_USER_IN_CLEAR,            BELOW, IMAP),
                of(Flaw.FOLLOWS_REFERRALS,                  BELOW, IMAP),
                of(Flaw.FOLLOWS_REFERRALS,                  "submission.no-cleartext-credentials", SMTP),
                of(Flaw.TAKES_PREAUTH,                      "imap.preauth.client-closes", IMAP),
                of(Flaw.ASKS_FOR_TLS_AFTER_PREAUTH,         "imap.preauth.client-closes", IMAP),
                of(Flaw.KEEPS_WHAT_CAME_BEHIND,             "imap.starttls.no-response-injection", IMAP),
                of(Flaw.KEEPS_WHAT_CAME_BEHIND,             "pop3.stls.no-response-injection", POP3),
                of(Flaw.KEEPS_WHAT_CAME_BEHIND,             "smtp.starttls.no-response-injection", SMTP),
                of(Flaw.KEEPS_A_FRAGMENT,                   "imap.starttls.no-response-injection", IMAP),
                of(Flaw.KEEPS_A_FRAGMENT,                   "pop3.stls.no-response-injection", POP3),
                of(Flaw.KEEPS_A_FRAGMENT,                   "smtp.starttls.no-response-injection", SMTP),
                of(Flaw.READS_ON_BEFORE_TLS,                "imap.starttls.no-response-injection", IMAP),
                of(Flaw.READS_ON_BEFORE_TLS,                "pop3.stls.no-response-injection", POP3),
                of(Flaw.READS_ON_BEFORE_TLS,                "smtp.starttls.no-response-injection", SMTP),
                of(Flaw.TAKES_CLEARTEXT_BEFORE_RECORDS_FOR_ANSWERS, "imap.starttls.no-response-injection", IMAP),
                of(Flaw.TAKES_CLEARTEXT_BEFORE_RECORDS_FOR_ANSWERS, "pop3.stls.no-response-injection", POP3),
                of(Flaw.TAKES_CLEARTEXT_BEFORE_RECORDS_FOR_ANSWERS, "smtp.starttls.no-response-injection", SMTP),
                of(Flaw.KEEPS_THE_LIST,                     "imap.starttls.client-discard-capabilities", IMAP),
                of(Flaw.KEEPS_THE_LIST,                     "pop3.stls.client-reissue-capa", POP3),
                of(Flaw.KEEPS_THE_LIST,                     "smtp.starttls.client-reehlo", SMTP),
                of(Flaw.KEEPS_THE_LIST,                     "imap.starttls.client-reissue-capability", IMAP),
                of(Flaw.KEEPS_THE_LIST,                     "pop3.stls.client-discard-capa", POP3),
                of(Flaw.KEEPS_THE_LIST,                     "smtp.starttls.discard-knowledge.client", SMTP),
                of(Flaw.KEEPS_THE_LIST_IF_THERE_IS_NO_OTHER, "pop3.stls.client-discard-capa", POP3),
                of(Flaw.KEEPS_THE_LIST_IF_THERE_IS_NO_OTHER, "smtp.starttls.discard-knowledge.client", SMTP),
                of(Flaw.IGNORES_LOGINDISABLED,              "imap.logindisabled.client", IMAP),
                of(Flaw.TALKS_ON_BEHIND_STARTTLS,           "imap.starttls.no-further-commands", IMAP),
                of(Flaw.TALKS_ON_BEHIND_STARTTLS,           "pop3.stls.client-silent", POP3),
                of(Flaw.TALKS_ON_BEHIND_STARTTLS,           "smtp.starttls.last-in-group", SMTP),
                of(Flaw.ASKS_FOR_TLS_AGAIN,                 "imap.starttls.client-discard-capabilities", IMAP),
                of(Flaw.ASKS_FOR_TLS_AGAIN,                 "pop3.stls.client-discard-capa", POP3),
                of(Flaw.ASKS_FOR_TLS_AGAIN,                 "smtp.starttls.client-no-second", SMTP),
                of(Flaw.STUMBLES_OVER_UNTAGGED_DATA,        "imap.client.accept-any-response", IMAP),
                of(Flaw.STUMBLES_OVER_LONG_REPLIES,         "smtp.reply.code-not-text", SMTP),
                of(Flaw.STUMBLES_OVER_WORDS,                "imap.client.ignore-unknown-codes", IMAP),
                of(Flaw.STUMBLES_OVER_WORDS,                "smtp.reply.code-not-text", SMTP),
                of(Flaw.COMPARES_LETTERS,                   "smtp.ehlo.keyword-case", SMTP),
                of(Flaw.NEEDS_A_LIST,                       "pop3.capa.no-extension-required", POP3),
                of(Flaw.SENDS_THE_PASSWORD_TO_NOBODY,       "pop3.pipelining.client-match", POP3),
                of(Flaw.TAKES_THE_FIRST_LINE,               "smtp.seq.client-waits-reply", SMTP),
                of(Flaw.TAKES_THE_FIRST_LINE,               "smtp.reply.first-digit", SMTP),
                of(Flaw.ADDS_AN_ARGUMENT,                   "smtp.starttls.command-no-args", SMTP),
                of(Flaw.TALKS_FIRST,                        "smtp.session.client-waits-greeting", SMTP),
                inBoth(Flaw.TAKES_CLEARTEXT_BETWEEN_RECORDS, "tls13.fatal-alert-close"),
                inBoth(Flaw.TAKES_CLEARTEXT_AFTER_TLS,      "tls13.data-after-close"),
                inBoth(Flaw.TAKES_A_PART_FOR_THE_WHOLE,     "tls13.truncation")
                        .filter(mutant -> mutant.protocol() != SMTP),
                with(IMPLICIT, Flaw.TAKES_A_GREETING_IN_CLEAR, BELOW, IMAP, POP3, SMTP),
                with(IMPLICIT, Flaw.WAITS_FOR_NO_GREETING,  "mail.mua.default-level", IMAP, POP3, SMTP),
                with(IMPLICIT, Flaw.SENDS_THE_PASSWORD_TO_NOBODY, "pop3.pipelining.client-match", POP3),
                with(IMPLICIT, Flaw.FOLLOWS_REFERRALS,      "submission.no-cleartext-credentials", SMTP),
                with(IMPLICIT, Flaw.NEEDS_NO_TLS_AFTER_THE_GO_AHEAD, "mail.mua.default-level", IMAP, POP3, SMTP),
                with(IMPLICIT, Flaw.IS_ALWAYS_CONTENT,      BELOW, IMAP, POP3, SMTP),
                inBoth(Flaw.CHECKS_NO_CERTIFICATE,          "mail.mua.validate-7817"),
                inBoth(Flaw.CHECKS_NO_NAME,                 "mail.identity.check"),
                inBoth(Flaw.LOOKS_AT_THE_CN,                "tls.identity.no-cn"),
                inBoth(Flaw.LOOKS_AT_URIS,                  "mail.identity.no-uri-id"),
                inBoth(Flaw.TAKES_STARS_ANYWHERE,           "mail.identity.no-partial-wildcard"),
                inBoth(Flaw.ENDS_NAMES_AT_NUL,              "tls.identity.label-match"),
                inBoth(Flaw.TAKES_EXPIRED_ONES,             "mail.mua.validate-7817"),
                inBoth(Flaw.TAKES_ONES_OF_CLIENTS,          "mail.mua.validate-7817"),
                inBoth(Flaw.TAKES_ANY_SIGNER,               "mail.mua.validate-7817"),
                inBoth(Flaw.TAKES_OLD_VERSIONS,             "mail.mua.tls12"),
                inBoth(Flaw.TAKES_NAMES_THAT_BEGIN_ALIKE,   "tls.identity.label-match"),
                inBoth(Flaw.COMPARES_LETTERS_OF_NAMES,      "tls.identity.label-match"),
                inBoth(Flaw.MAPS_NAMES,                     "tls.identity.label-match"),
                inBoth(Flaw.LOOKS_AT_SRV_IDS,               "mail.identity.check"),
                inBoth(Flaw.LOOKS_AT_THE_ADDRESS,           "mail.identity.check"),
                inBoth(Flaw.TAKES_A_STAR_FOR_NOTHING,       "tls.identity.label-match"),
                inBoth(Flaw.TAKES_A_STAR_FOR_MANY_LABELS,   "tls.identity.label-match"),
                inBoth(Flaw.TAKES_STARS_FOR_ANY_LABEL,      "tls.identity.wildcard-only-leftmost"),
                inBoth(Flaw.KNOWS_NO_STARS,                 "mail.identity.wildcard-leftmost"),
                inBoth(Flaw.IGNORES_NAME_CONSTRAINTS,       "mail.mua.validate-7817"),
                inBoth(Flaw.TAKES_WHAT_CAME_BEFORE_THE_END, BELOW),
                inBoth(Flaw.TAKES_ANY_CERTIFICATE_THE_SECOND_TIME, "mail.mua.validate-7817"),
                inBoth(Flaw.TAKES_A_CERTIFICATE_THE_SECOND_TIME, "mail.mua.validate-7817"),
                inBoth(Flaw.DROPS_THE_REST_OF_A_SEGMENT,    "mail.mua.tls12"),
                inBoth(Flaw.KNOWS_NO_KEY_UPDATE,            "tls13.key-update-answer"),
                inBoth(Flaw.HANGS_AT_A_HELLO_REQUEST,       "tls13.fatal-alert-close"),
                remembering(STARTTLS),
                remembering(IMPLICIT),
                of(Flaw.ASKS_FOR_THE_LIST_FOR_EVER,         "mail.mua.min-confidentiality", IMAP),
                of(Flaw.GOES_ON_IF_QUIT_IS_TAKEN,           BELOW, POP3),
                of(Flaw.GOES_ON_IF_QUIT_IS_REFUSED,         BELOW, POP3),
                of(Flaw.TAKES_A_STRAY_REPLY,                "smtp.pipelining.match-by-count", SMTP),
                of(Flaw.TAKES_ANYTHING_FOR_YES,             "smtp.pipelining.match-by-count", SMTP),
                of(Flaw.COMPRESSES_BY_AN_OLD_LIST,          "imap.starttls.client-discard-capabilities", IMAP),
                of(Flaw.TALKS_ON_BEHIND_COMPRESS,           "imap.compress.client-waits", IMAP))
                .flatMap(mutants -> mutants)
                .toList();
        // spotless:on
    }

    private static Stream<ClientMutant> of(Flaw flaw, String requirement, MailProtocol... protocols) {
        return with(STARTTLS, flaw, requirement, protocols);
    }

    private static Stream<ClientMutant> with(Mode mode, Flaw flaw, String requirement, MailProtocol... protocols) {
        return Stream.of(protocols).map(protocol -> new ClientMutant(flaw, protocol, mode, requirement));
    }

    private static Stream<ClientMutant> remembering(Mode mode) {
        return Stream.of(
                new ClientMutant(Flaw.REMEMBERS_THE_LIST, IMAP, mode, "imap.logindisabled.client"),
                new ClientMutant(Flaw.REMEMBERS_THE_LIST, POP3, mode, "pop3.auth.client-needs-sasl-capa"),
                new ClientMutant(Flaw.REMEMBERS_THE_LIST, SMTP, mode, "smtp.starttls.discard-knowledge.client"));
    }

    private static Stream<ClientMutant> inBoth(Flaw flaw, String requirement) {
        return Stream.of(Mode.values()).flatMap(mode -> with(mode, flaw, requirement, MailProtocol.values()));
    }

    /** Returns the client. */
    Client client() {
        return client(flaw, protocol, mode);
    }

    /** Returns a client. */
    static Client client(Flaw flaw, MailProtocol protocol, Mode mode) {
        return switch (protocol) {
            case IMAP -> invitation -> new ScriptedImap(flaw, mode).start(invitation);
            case POP3 -> invitation -> new ScriptedPop3(flaw, mode).start(invitation);
            case SMTP -> invitation -> new ScriptedSmtp(flaw, mode).start(invitation);
        };
    }

    @Override
    public String toString() {
        return "%s (%s, %s)".formatted(Ascii.lower(flaw.name()).replace('_', ' '), protocol, mode);
    }
}
