package mailtls.conformance.suite;

import static mailtls.conformance.peer.ClientHello.SSL_3_0;
import static mailtls.conformance.peer.ClientHello.TLS_1_0;
import static mailtls.conformance.peer.ClientHello.TLS_1_1;
import static mailtls.conformance.peer.ClientHello.TLS_1_2;
import static mailtls.conformance.peer.ClientHello.TLS_1_3;
import static mailtls.conformance.peer.ClientHello.alpn;
import static mailtls.conformance.peer.ClientHello.extension;
import static mailtls.conformance.peer.ClientHello.of;
import static mailtls.conformance.peer.ClientHello.serverName;
import static mailtls.conformance.peer.ClientHello.supporting;
import static mailtls.conformance.peer.HelloReply.NO_APPLICATION_PROTOCOL;
import static mailtls.conformance.peer.HelloReply.PROTOCOL_VERSION;
import static mailtls.conformance.peer.Suites.AES_128_GCM;
import static mailtls.conformance.suite.HelloAnswer.ifTaken;
import static mailtls.conformance.suite.HelloAnswer.refused;
import static mailtls.conformance.suite.HelloAnswer.refusedOrTaken;
import static mailtls.conformance.suite.HelloAnswer.refusedWith;
import static mailtls.conformance.suite.HelloAnswer.refusedWithOrTaken;
import static mailtls.conformance.suite.HelloAnswer.taken;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mailtls.conformance.peer.ClientHello;
import mailtls.conformance.peer.HelloReply;
import mailtls.conformance.peer.HelloReply.ServerHello;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Suites;
import mailtls.conformance.suite.Finding.Kind;

/**
 * What a server makes of a ClientHello, the same in each protocol and mode: what it takes and
 * what it refuses. No handshake goes further than the ServerHello.
 */
final class Hellos implements Script {

    private static final int RENEGOTIATION_INFO = 0xff01;
    private static final int EXTENDED_MASTER_SECRET = 0x0017;
    private static final int ALPN = 0x0010;
    private static final String NOT_EMPTY = "\u0001\u0000";
    private static final String DOWNGRADE_TO_TLS_1_2 = "DOWNGRD\u0001";

    /** Of a public MX, whose clients often do not know what its certificate should say. */
    private static final String SNI_IS_NOT_ENFORCED = "dane.sni.server-not-enforce sts.sni.server-not-enforce";

    private static final String STRANGE_NAME = serverName("unknown.example");

    // What is offered
    private static final ClientHello OLD = of(TLS_1_2);
    private static final ClientHello NEW = supporting(TLS_1_3, TLS_1_2);
    private static final ClientHello NEW_LAST = supporting(TLS_1_2, TLS_1_3);
    private static final ClientHello NEW_ONLY = supporting(TLS_1_3);
    private static final ClientHello STATIC_RSA_AT_FIRST = OLD.of(Suites.STATIC_RSA, Suites.RECOMMENDED);
    private static final ClientHello RENEGOTIATING = OLD.with(extension(RENEGOTIATION_INFO, NOT_EMPTY));
    private static final ClientHello EXTENDING = OLD.with(extension(EXTENDED_MASTER_SECRET, ""));

    // What has to come of it
    private static final HelloAnswer LIVES = refusedOrTaken("a ServerHello", hello -> true);
    private static final HelloAnswer IS_TOO_OLD = refusedWith(PROTOCOL_VERSION);
    private static final HelloAnswer IS_OLD = refused().withTls13();
    private static final HelloAnswer GOES_ON = taken("a ServerHello", hello -> true);
    private static final HelloAnswer MAY_GO_ON = ifTaken("a ServerHello", hello -> true);
    private static final HelloAnswer SPEAKS_1_2 = taken("TLS 1.2", hello -> hello.version() == TLS_1_2);
    private static final HelloAnswer HAS_1_3 = taken("TLS 1.3", hello -> hello.version() == TLS_1_3);
    private static final HelloAnswer SPEAKS_1_3 = HAS_1_3.withTls13();
    /** A client must not name an old version there; to be strict about it is no fault (RFC 8446 section 4.1.2). */
    private static final HelloAnswer IS_NEW =
            refusedOrTaken("TLS 1.3", hello -> hello.version() == TLS_1_3).withTls13();

    private static final HelloAnswer IS_MARKED = ifTaken(
                    "a random value that tells of the downgrade",
                    hello -> hello.random().endsWith(DOWNGRADE_TO_TLS_1_2))
            .withTls13();
    private static final HelloAnswer IS_RECOMMENDED =
            ifTaken("ECDHE with AES-GCM", hello -> Suites.RECOMMENDED.contains(hello.suite()));
    private static final HelloAnswer IS_SAFE =
            ifTaken("renegotiation_info in the ServerHello", hello -> has(hello, RENEGOTIATION_INFO));
    private static final HelloAnswer IS_EXTENDED =
            ifTaken("extended_master_secret in the ServerHello", hello -> has(hello, EXTENDED_MASTER_SECRET));
    private static final HelloAnswer IS_PLAIN = ifTaken("no compression", hello -> hello.compression() == 0);
    private static final HelloAnswer NAMES_NOTHING =
            refusedWithOrTaken(NO_APPLICATION_PROTOCOL, "a ServerHello without ALPN", hello -> !has(hello, ALPN));

    /** What is offered, and what has to come of it. */
    enum Offer {
        // spotless:off
        // Versions
        SSL_2(              ClientHello.SSL_2,          refused(),      "tls.version.no-sslv2"),
        SSL_3(              of(SSL_3_0),                refused(),      "tls.version.no-sslv3"),
        TLS_1_0_ALONE(      of(TLS_1_0),                refused(),      "tls.version.no-10 tls13.9846.no-10-11"),
        TLS_1_1_ALONE(      of(TLS_1_1),                refused(),      "tls.version.no-11 tls13.9846.no-10-11"),
        TLS_1_0_IS_TOO_OLD( of(TLS_1_0),                IS_TOO_OLD,     "tls.version.old-hello-alert"),
        TLS_1_1_IS_TOO_OLD( of(TLS_1_1),                IS_TOO_OLD,     "tls.version.old-hello-alert"),
        TLS_1_2_OR_1_3(     NEW,                        GOES_ON,        "mail.server.tls12 imap.tls.min-version"),
        TLS_1_2_ALONE(      OLD,                        SPEAKS_1_2,     "tls.version.support-12"),
        TLS_1_2_BEFORE_1_3( NEW_LAST,                   SPEAKS_1_3,     "tls.version.prefer-13"),
        TLS_1_2_UNLIKE_1_3( OLD,                        IS_MARKED,      "tls13.downgrade-sentinel"),
        OLD_NAME_OF_TLS_1_3(NEW_ONLY.naming(TLS_1_0),   IS_NEW,         "tls13.supported-versions"),
        NEW_NAME_OF_TLS_1_1(supporting(TLS_1_1),        IS_OLD,         "tls13.supported-versions"),
        RECORD_OF_SSL_3(    NEW.inRecordOf(SSL_3_0),    GOES_ON,        "tls.version.record-layer-any"),
        RECORD_OF_TLS_1_0(  NEW.inRecordOf(TLS_1_0),    GOES_ON,        "tls.version.record-layer-any"),
        RECORD_OF_TLS_1_2(  NEW.inRecordOf(TLS_1_2),    GOES_ON,        "tls.version.record-layer-any"),
        // The same in pieces
        RECORDS_OF_AN_OCTET(inOctets(OLD),              MAY_GO_ON,      "tls.version.support-12"),
        OCTET_BY_OCTET(     NEW,                        GOES_ON,        "tls.version.support-12"),
        // Suites
        RECOMMENDED_SUITES( OLD.of(Suites.RECOMMENDED), IS_RECOMMENDED, "tls.suites.recommended-12"),
        STATIC_RSA_FIRST(   STATIC_RSA_AT_FIRST,        IS_RECOMMENDED, "tls.suites.forward-secrecy"),
        NULL_SUITES(        OLD.of(Suites.NULL),        refused(),      "tls.suites.no-null"),
        RC4_SUITES(         OLD.of(Suites.RC4),         refused(),      "tls.suites.no-rc4"),
        EXPORT_SUITES(      OLD.of(Suites.EXPORT),      refused(),      "tls.suites.min-112"),
        STATIC_RSA_SUITES(  OLD.of(Suites.STATIC_RSA),  refused(),      "tls.suites.static-rsa tls.kex.rsa-forbidden"),
        DHE_SUITES(         OLD.of(Suites.DHE),         refused(),      "tls.suites.dhe-12 tls.kex.ffdhe-forbidden"),
        STATIC_DH_SUITES(   OLD.of(Suites.STATIC_DH),   refused(),      "tls.kex.static-dh-forbidden"),
        CBC_SUITES(         OLD.of(Suites.CBC),         refused(),      "tls.suites.cbc-needs-etm"),
        AES_128_GCM_ALONE(  NEW_ONLY.of(AES_128_GCM),   SPEAKS_1_3,     "tls13.mti-suite"),
        // Extensions, and what is like them
        COMPRESSION(        OLD.withCompressions(1, 0), IS_PLAIN,       "tls.compression.none"),
        RENEGOTIATION_SCSV( OLD,                        IS_SAFE,        "tls.reneg.info-ext"),
        RENEGOTIATION_FIRST(RENEGOTIATING,              refused(),      "tls.reneg.init-zero"),
        MASTER_SECRET(      EXTENDING,                  IS_EXTENDED,    "tls.ems"),
        ALPN_OF_HTTP(       speaking("h2"),             NAMES_NOTHING,  "tls.alpn.no-overlap-alert"),
        ALPN_OF_A_SISTER(   speaking("managesieve"),    NAMES_NOTHING,  "tls.alpn.no-overlap-alert"),
        ALPN_OF_IMAP(       NEW.with(alpn("imap")),    GOES_ON,       "tls.alpn.support"),
        ALPN_OF_POP3(       NEW.with(alpn("pop3")),    GOES_ON,       "tls.alpn.support"),
        NO_NAME(            NEW.octets(),               GOES_ON,        SNI_IS_NOT_ENFORCED),
        UNKNOWN_NAME(       NEW.with(STRANGE_NAME),     GOES_ON,        SNI_IS_NOT_ENFORCED),
        BACKSLASH_IN_A_NAME(named("mail.example\\"),    LIVES,          "tls.sni.support"),
        NAME_WITH_A_NUL(    named("mail\0.example"),    LIVES,          "tls.sni.support"),
        EMPTY_NAME(         named(""),                  LIVES,          "tls.sni.support"),
        NAME_OF_300_LETTERS(named("m".repeat(300)),     LIVES,          "tls.sni.support");
        // spotless:on

        private final List<String> requirements;
        private final Octets octets;
        private final HelloAnswer answer;

        Offer(ClientHello hello, HelloAnswer answer, String requirements) {
            this(name -> hello.to(name).octets(), answer, requirements);
        }

        Offer(String octets, HelloAnswer answer, String requirements) {
            this(name -> octets, answer, requirements);
        }

        Offer(Octets octets, HelloAnswer answer, String requirements) {
            this.requirements = List.of(requirements.split(" "));
            this.octets = octets;
            this.answer = answer;
        }

        /** SMTP has no name for ALPN; a public MX has no port with implicit TLS. */
        private boolean isFor(MailProtocol protocol, Mode mode) {
            return switch (this) {
                case NO_NAME, UNKNOWN_NAME -> protocol == MailProtocol.SMTP && mode == Mode.STARTTLS;
                case ALPN_OF_IMAP -> protocol == MailProtocol.IMAP;
                case ALPN_OF_POP3 -> protocol == MailProtocol.POP3;
                default -> true;
            };
        }

        /** Returns what it decides of a server of a protocol: the ids that are of another's begin with its name. */
        private List<String> requirementsOf(MailProtocol protocol) {
            return requirements.stream()
                    .filter(id -> Arrays.stream(MailProtocol.values())
                            .noneMatch(other -> other != protocol && id.startsWith(other + ".")))
                    .toList();
        }

        private List<String> segments(Optional<String> name) {
            String hello = octets.to(name);
            return this == OCTET_BY_OCTET ? List.of(hello.split("")) : List.of(hello);
        }
    }

    /** What is said to a server that may have a name. */
    private interface Octets {
        String to(Optional<String> name);
    }

    private final Offer offer;

    private Hellos(Offer offer) {
        this.offer = offer;
    }

    /** Returns the family's cases for a protocol and mode. */
    static Stream<Case> cases(MailProtocol protocol, Mode mode) {
        return Arrays.stream(Offer.values())
                .filter(offer -> offer.isFor(protocol, mode))
                .map(offer -> new Case(
                        "%s.Hellos.%s.%s".formatted(protocol, offer, mode.name()),
                        offer.requirementsOf(protocol),
                        protocol,
                        mode,
                        false,
                        new Hellos(offer)));
    }

    @Override
    public boolean needsAccount() {
        return false;
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        if (offer.answer.needsTls13()) {
            Finding tls13 = ask(stage, name -> List.of(NEW_ONLY.to(name).octets()), HAS_1_3);
            if (tls13.kind() == Kind.BROKEN) {
                return Finding.notObservable("it has no TLS 1.3: " + tls13.reason());
            }
        }
        return ask(stage, offer::segments, offer.answer);
    }

    private static Finding ask(Stage stage, Function<Optional<String>, List<String>> segments, HelloAnswer answer)
            throws IOException {
        Talk talk = Talk.begin(stage);
        Optional<Finding> trouble = talk.upToTls();
        if (trouble.isPresent()) {
            return trouble.get();
        }
        talk.peer().say(segments.apply(talk.peer().serverName()), Duration.ZERO);
        return answer.judge(HelloReply.from(talk.peer()));
    }

    private static Octets inOctets(ClientHello hello) {
        return name -> hello.to(name).octets(1);
    }

    private static ClientHello named(String name) {
        return OLD.with(serverName(name));
    }

    private static ClientHello speaking(String protocol) {
        return OLD.with(alpn(protocol));
    }

    private static boolean has(ServerHello hello, int extension) {
        return hello.extensions().containsKey(extension);
    }

    /** Returns what is played, for a person to read. */
    @Override
    public String toString() {
        String told = offer.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "a ClientHello (" + told + "), and then: " + offer.answer.words();
    }
}
