package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.ClientHello.SSL_3_0;
import static mailtls.conformance.peer.ClientHello.TLS_1_0;
import static mailtls.conformance.peer.ClientHello.TLS_1_1;
import static mailtls.conformance.peer.ClientHello.TLS_1_2;
import static mailtls.conformance.peer.ClientHello.alpn;
import static mailtls.conformance.suite.mutants.HelloFault.diesOf;
import static mailtls.conformance.suite.mutants.HelloFault.refuses;
import static mailtls.conformance.suite.mutants.HelloFault.says;
import static mailtls.conformance.suite.mutants.SeenHello.ALPN;
import static mailtls.conformance.suite.mutants.SeenHello.EXTENDED_MASTER_SECRET;
import static mailtls.conformance.suite.mutants.SeenHello.RENEGOTIATION_INFO;
import static mailtls.conformance.suite.mutants.SeenHello.SERVER_NAME;

import java.util.List;
import java.util.function.Predicate;
import mailtls.conformance.peer.Suites;

/** What can be wrong with TLS itself, the same in each protocol and mode. */
enum TlsFault {
    // Versions

    /** Knows SSL 2.0, and answers as that has it. */
    SPEAKS_SSL_2("tls.version.no-sslv2", new HelloFault(SeenHello::isSsl2, hello -> SaidHello.SSL_2, false)),
    SPEAKS_SSL_3("tls.version.no-sslv3", says(SaidHello.of(SSL_3_0), hello -> hello.isOf(SSL_3_0))),
    SPEAKS_TLS_1_0("tls.version.no-10", says(SaidHello.of(TLS_1_0), hello -> hello.isOf(TLS_1_0))),
    SPEAKS_TLS_1_1("tls.version.no-11", says(SaidHello.of(TLS_1_1), hello -> hello.isOf(TLS_1_1))),
    /** Refuses old versions, and does not say why. */
    HAS_NO_REASON_TO_REFUSE(
            "tls.version.old-hello-alert", refuses(40, hello -> hello.isOf(TLS_1_0) || hello.isOf(TLS_1_1))),
    /** Knows nothing newer than TLS 1.1. */
    SPEAKS_NOTHING_NEW("mail.server.tls12", refuses(70, hello -> true)),
    /** Wants TLS 1.3. */
    SPEAKS_NO_TLS_1_2("tls.version.support-12", refuses(70, hello -> hello.isOf(TLS_1_2))),
    /** Is confused by a client that knows more than one version. */
    CHOKES_ON_A_CHOICE_OF_VERSIONS(
            "tls.version.support-12", refuses(70, hello -> hello.list().size() > 1)),
    /** Takes the version that the client names first. */
    LETS_THE_CLIENT_CHOOSE(
            "tls.version.prefer-13",
            says(SaidHello.of(TLS_1_2), hello -> hello.hasList() && hello.list().get(0) == TLS_1_2)),
    /** Speaks TLS 1.2 with who knows nothing newer, and leaves no mark. */
    TELLS_NOTHING_OF_A_DOWNGRADE(
            "tls13.downgrade-sentinel", says(SaidHello.of(TLS_1_2).unmarked(), hello -> hello.isOf(TLS_1_2))),
    /** Goes by the field that TLS 1.3 has no use for. */
    BELIEVES_THE_OLD_FIELD(
            "tls13.supported-versions",
            says(SaidHello.of(TLS_1_0), hello -> hello.hasList() && hello.version() == TLS_1_0)),
    /** Goes by that field where the list has nothing for it. */
    FALLS_BACK_TO_THE_OLD_FIELD(
            "tls13.supported-versions",
            says(
                    SaidHello.of(TLS_1_2),
                    hello -> hello.hasList() && hello.list().stream().allMatch(v -> v < TLS_1_2))),
    /** Looks at the version of the record. */
    WANTS_RECORDS_OF_TLS_1_0("tls.version.record-layer-any", refuses(70, hello -> hello.recordVersion() != TLS_1_0)),
    /** The same with another one. */
    WANTS_RECORDS_OF_TLS_1_2("tls.version.record-layer-any", refuses(70, hello -> hello.recordVersion() != TLS_1_2)),
    /** Expects a message in a record, and not a piece of one. */
    DIES_OF_A_HELLO_IN_PIECES(
            "tls.version.support-12", diesOf(hello -> hello.record().length() < 10)),

    // Suites

    /** Takes a suite that the client does not have. */
    CHOOSES_WHAT_NOBODY_OFFERED(
            "tls.suites.recommended-12",
            says(
                    SaidHello.of(TLS_1_2).withSuite(0x002f),
                    hello -> hello.isOf(TLS_1_2) && !hello.suites().contains(0x002f))),
    /** Takes the client's first, though it knows better. */
    PREFERS_STATIC_RSA("tls.suites.forward-secrecy", takes(0x002f)),
    TAKES_NO_ENCRYPTION("tls.suites.no-null", takes(0x0001)),
    TAKES_RC4("tls.suites.no-rc4", takes(0x0004)),
    TAKES_EXPORT_SUITES("tls.suites.min-112", takes(0x0003)),
    TAKES_STATIC_RSA("tls.suites.static-rsa", takes(0x002f)),
    TAKES_DHE("tls.suites.dhe-12", takes(0x0033)),
    TAKES_STATIC_DH("tls.kex.static-dh-forbidden", takes(0x0018)),
    TAKES_CBC("tls.suites.cbc-needs-etm", takes(0xc009)),
    /** In TLS 1.3 it has only the others. */
    HAS_NO_AES_128_GCM(
            "tls13.mti-suite",
            refuses(40, hello -> hello.knowsTls13() && !hello.suites().contains(0x1302))),

    // Extensions, and what is like them

    COMPRESSES("tls.compression.none", says(SaidHello.of(TLS_1_2).withCompression(1), SeenHello::offersCompression)),
    KNOWS_NO_RENEGOTIATION_INFO(
            "tls.reneg.info-ext", says(SaidHello.of(TLS_1_2).withoutRenegotiationInfo(), hello -> hello.isOf(TLS_1_2))),
    /** Begins with who believes that it is in the middle. */
    IGNORES_RENEGOTIATION_INFO("tls.reneg.init-zero", says(SaidHello.of(TLS_1_2), has(RENEGOTIATION_INFO))),
    KNOWS_NO_EXTENDED_MASTER_SECRET(
            "tls.ems", says(SaidHello.of(TLS_1_2).withoutExtendedMasterSecret(), has(EXTENDED_MASTER_SECRET))),
    /** Agrees to speak what it does not. */
    AGREES_TO_ANY_ALPN("tls.alpn.no-overlap-alert", says(SaidHello.of(TLS_1_2).with(alpn("h2")), has(ALPN))),
    REFUSES_ANY_ALPN("tls.alpn.support", refuses(120, has(ALPN))),
    /** As Exim once did. */
    DIES_OF_A_BACKSLASH_IN_A_NAME("tls.sni.support", diesOfName("\\")),
    DIES_OF_A_NUL_IN_A_NAME("tls.sni.support", diesOfName("\0.")),
    DIES_OF_AN_EMPTY_NAME(
            "tls.sni.support",
            diesOf(hello -> "\0\3\0\0\0".equals(hello.extensions().get(SERVER_NAME)))),
    DIES_OF_A_LONG_NAME("tls.sni.support", diesOfName("m".repeat(300))),

    // What becomes of records

    SAYS_IN_CLEAR_THAT_TLS_FAILED("tls13.fatal-alert-close", WireFault.SAYS_IN_CLEAR_THAT_TLS_FAILED),
    GOES_ON_IN_CLEAR_AFTER_A_FAILURE("tls13.fatal-alert-close", WireFault.GOES_ON_IN_CLEAR_AFTER_A_FAILURE),
    READS_WHAT_NOBODY_HAS_ENCRYPTED("tls13.fatal-alert-close", WireFault.READS_WHAT_NOBODY_HAS_ENCRYPTED),
    TAKES_A_RECORD_FOR_A_LINE("tls.version.support-12", WireFault.TAKES_A_RECORD_FOR_A_LINE),
    KNOWS_NO_KEY_UPDATE("tls13.key-update-answer", WireFault.KNOWS_NO_KEY_UPDATE),
    ANSWERS_A_RENEGOTIATION_IN_CLEAR("tls.reneg.insecure-refused", WireFault.ANSWERS_A_RENEGOTIATION_IN_CLEAR),
    SAYS_NO_CLOSE_NOTIFY("tls13.close-notify", WireFault.SAYS_NO_CLOSE_NOTIFY);

    private final String requirement;
    private final HelloFault hello;
    private final WireFault wire;

    TlsFault(String requirement, HelloFault hello) {
        this(requirement, hello, WireFault.NONE);
    }

    TlsFault(String requirement, WireFault wire) {
        this(requirement, HelloFault.NONE, wire);
    }

    TlsFault(String requirement, HelloFault hello, WireFault wire) {
        this.requirement = requirement;
        this.hello = hello;
        this.wire = wire;
    }

    /** Returns the id of the requirement that it breaks. */
    String requirement() {
        return requirement;
    }

    /** Returns a server with this fault. */
    Broken in(Broken right) {
        return right.that(hello).that(wire);
    }

    /** Returns whether it is in the answer to a ClientHello. */
    boolean isInHello() {
        return wire == WireFault.NONE;
    }

    /** Takes suites of a kind if the client names one of them first. */
    private static HelloFault takes(int suite) {
        Suites kind = List.of(Suites.values()).stream()
                .filter(suites -> suites.contains(suite))
                .findFirst()
                .orElseThrow();
        return says(
                SaidHello.of(TLS_1_2).withSuite(suite),
                hello -> hello.isOf(TLS_1_2) && kind.contains(hello.suites().get(0)));
    }

    private static HelloFault diesOfName(String part) {
        return diesOf(hello -> hello.extensions().getOrDefault(SERVER_NAME, "").contains(part));
    }

    private static Predicate<SeenHello> has(int extension) {
        return hello -> hello.extensions().containsKey(extension);
    }
}
