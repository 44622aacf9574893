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
                inBoth(Flaw.TAKES_OLD_VERSIONS,             "mail.mua.tls12"))
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
