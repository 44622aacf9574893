package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mailtls.relay.Answer.Surety;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/** DNS as a relay asks it (RFC 7672 section 2.1): a root, a signed zone below it and others that are not, and servers that lie. */
class ValidatedNamesTest {

    private static final String DIGEST = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final Tlsa RECORD =
            new Tlsa(3, 1, 1, java.util.HexFormat.of().parseHex(DIGEST));
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final int MANY = 60;

    private final TestZone example = TestZone.signed("example.test.")
            .with("@", "MX", "20 second")
            .with("@", "MX", "10 Mail")
            .with("mail", "A", "127.0.0.1")
            .with("mail", "AAAA", "::1")
            .with("_25._tcp.mail", "TLSA", "3 1 1 " + DIGEST)
            .with("alias", "CNAME", "mail")
            .with("chain", "CNAME", "alias")
            .with("out", "CNAME", "mail.plain.test.")
            .with("nowhere", "CNAME", "not-there")
            .with("_25._tcp.shared", "CNAME", "_25._tcp.mail")
            .with("_mta-sts", "TXT", "\"v=STSv1; \" \"id=1;\"");
    private final TestZone plain = TestZone.unsigned("plain.test.")
            .with("@", "MX", "10 mail")
            .with("mail", "A", "127.0.0.1")
            .with("in", "CNAME", "mail.example.test.")
            .with("_25._tcp.mail", "TLSA", "3 1 1 " + DIGEST);
    private final TestZone expired =
            TestZone.expired("expired.test.").with("@", "MX", "10 mail").with("mail", "A", "127.0.0.1");
    private final TestZone forged =
            TestZone.signed("forged.test.").with("@", "MX", "10 mail").with("mail", "A", "127.0.0.1");
    private final TestZone test = TestZone.signed("test.")
            .delegating(example)
            .delegating(plain)
            .delegating(expired)
            .delegatingWrongly(forged);
    private final TestZone root = TestZone.signed(".").delegating(test);

    private TestNameServer server;
    private ValidatedNames names;

    @BeforeEach
    void open() throws IOException {
        server = TestNameServer.of(root, test, example, plain, expired, forged);
        names = new ValidatedNames(server.address(), root.anchor());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void exchangersOfASignedZoneAreSureAndTheBestIsFirst() {
        assertEquals(
                Answer.secure(List.of(new Names.Mx(10, "mail.example.test"), new Names.Mx(20, "second.example.test"))),
                names.exchangers("example.test"));
    }

    @Test
    void aDomainMaySayThatItTakesNoMail() {
        plain.with("silent", "MX", "0 .");

        assertEquals(Answer.insecure(List.of(new Names.Mx(0, ""))), names.exchangers("silent.plain.test"));
    }

    @Test
    void addressesOfASignedZoneAreSure() throws IOException {
        assertEquals(
                Answer.secure(List.of(InetAddress.getByName("::1"), InetAddress.getByName("127.0.0.1"))),
                names.addresses("mail.example.test"));
    }

    @Test
    void tlsaRecordsOfASignedZoneAreSure() {
        assertEquals(Answer.secure(List.of(RECORD)), names.tlsa("mail.example.test", 25));
    }

    @Test
    void thePiecesOfATextArePutTogether() {
        assertEquals(Answer.secure(List.of("v=STSv1; id=1;")), names.texts("_mta-sts.example.test"));
    }

    @ParameterizedTest
    @CsvSource({"mail.example.test, 465", "second.example.test, 25", "example.test, 25", "a.b.c.example.test, 25"})
    void thatThereAreNoRecordsIsSureToo(String host, int port) {
        assertEquals(Answer.secure(List.of()), names.tlsa(host, port));
    }

    @Test
    void recordsMayBeBehindAnAlias() {
        assertEquals(
                Answer.secure(List.of(RECORD)).at("_25._tcp.mail.example.test"), names.tlsa("shared.example.test", 25));
    }

    @Test
    void anAliasOfNothingIsSurelyNothing() {
        assertEquals(Surety.SECURE, names.addresses("nowhere.example.test").surety());
        assertEquals(List.of(), names.addresses("nowhere.example.test").records());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.plain.test", "in.plain.test", "out.example.test"})
    void oneUnsignedZoneOnTheWayMakesAddressesUnsure(String host) {
        assertEquals(Surety.INSECURE, names.addresses(host).surety());
        assertTrue(names.addresses(host).records().contains(InetAddress.getLoopbackAddress()));
    }

    @Test
    void whereAChainOfAliasesEndsIsTold() {
        assertEquals(
                Optional.of("mail.example.test"),
                names.addresses("chain.example.test").canonicalName());
        assertEquals(
                Optional.of("mail.plain.test"),
                names.addresses("out.example.test").canonicalName());
        assertEquals(Optional.empty(), names.addresses("mail.example.test").canonicalName());
    }

    @Test
    void anAliasAloneMayBeSureWhereWhatItLeadsToIsNot() {
        assertEquals(Answer.secure(List.of("mail.plain.test")), names.alias("out.example.test"));
        assertEquals(Answer.insecure(List.of("mail.example.test")), names.alias("in.plain.test"));
        assertEquals(Answer.secure(List.of()), names.alias("mail.example.test"));
    }

    @Test
    void anUnsignedZoneIsNoFailure() {
        assertEquals(Answer.insecure(List.of(new Names.Mx(10, "mail.plain.test"))), names.exchangers("plain.test"));
        assertEquals(Answer.insecure(List.of(RECORD)), names.tlsa("mail.plain.test", 25));
        assertEquals(Answer.insecure(List.of()), names.tlsa("mail.plain.test", 465));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired.test", "forged.test"})
    void aZoneWhoseSignaturesAreWrongSaysNothing(String domain) {
        assertEquals(Answer.failed(), names.exchangers(domain));
        assertEquals(Answer.failed(), names.tlsa("mail." + domain, 25));
        assertEquals(Surety.FAILED, names.addresses("mail." + domain).surety());
    }

    @Test
    void underNoAnchorNothingIsSure() throws IOException {
        var other = new ValidatedNames(server.address(), plainAnchor());

        assertEquals(Answer.insecure(List.of(RECORD)), other.tlsa("mail.example.test", 25));
    }

    @Test
    void anAnchorMayBeAnyZone() throws IOException {
        var other = new ValidatedNames(server.address(), example.anchor());

        assertEquals(Answer.secure(List.of(RECORD)), other.tlsa("mail.example.test", 25));
        assertEquals(Answer.insecure(List.of(RECORD)), other.tlsa("mail.plain.test", 25));
    }

    @Test
    void whatIsNoAnchorIsRefused() {
        assertThrows(IOException.class, () -> new ValidatedNames(server.address(), "example.test. IN DS nonsense"));
    }

    @Test
    void theAnchorsOfTheRootCanBeRead() throws IOException {
        var world = new ValidatedNames(server.address(), ValidatedNames.ROOT);

        assertEquals(Answer.failed(), world.exchangers("example.test")); // our root has another key
    }

    private static String plainAnchor() {
        return TestZone.signed("elsewhere.").anchor();
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP, Rcode.FORMERR})
    void anErrorIsAFailure(int rcode) {
        eachAnswer(answer -> {
            empty(answer);
            answer.getHeader().setRcode(rcode);
        });

        assertEquals(Answer.failed(), names.tlsa("mail.example.test", 25));
        assertEquals(Answer.failed(), names.exchangers("example.test"));
    }

    @Test
    void whoSaysNothingIsNotWaitedForWithoutEnd() throws IOException {
        server.answers(answer -> Optional.empty());
        var impatient = new ValidatedNames(server.address(), root.anchor(), Duration.ofMillis(100));

        Answer<Tlsa> answer = assertTimeoutPreemptively(LONG_ENOUGH, () -> impatient.tlsa("mail.example.test", 25));

        assertEquals(Answer.failed(), answer);
    }

    @Test
    void whereNobodyListensIsAFailure() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var impatient = new ValidatedNames(address, root.anchor(), Duration.ofMillis(100));

        assertEquals(Answer.failed(), impatient.exchangers("example.test"));
    }

    @Test
    void theAnswerToAnotherQuestionIsAFailure() {
        eachAnswer(answer -> {
            answer.removeAllRecords(Section.QUESTION);
            answer.addRecord(Record.newRecord(name("x.test."), Type.TLSA, DClass.IN), Section.QUESTION);
        });

        assertEquals(Answer.failed(), names.tlsa("mail.example.test", 25));
    }

    @Test
    void aLongAnswerIsAskedForAgainOverTcp() {
        for (int i = 0; i < MANY; i++) {
            example.with("big", "TXT", "\"" + i + " " + DIGEST + "\"");
        }

        assertEquals(MANY, names.texts("big.example.test").records().size());
        assertTrue(server.questionsOverTcp() > 0);
    }

    @Test
    void moreRecordsThanAnybodyNeedsAreNotLookedAt() {
        for (int i = 0; i < ValidatedNames.MOST_RECORDS + 1; i++) {
            plain.with("many", "TXT", "x" + i);
        }

        assertEquals(
                ValidatedNames.MOST_RECORDS,
                names.texts("many.plain.test").records().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "x.y\0z", "\"", "mail.example.test.example.test.mail.example.test\\"})
    void whatIsNoNameHasNoRecords(String name) {
        assertEquals(List.of(), names.texts(name).records());
    }

    // Somebody between us and the resolver.

    @Test
    void thatAServerCallsAnAnswerAuthenticProvesNothing() {
        eachAnswer(answer -> answer.getHeader().setFlag(Flags.AD));

        assertEquals(Answer.insecure(List.of(RECORD)), names.tlsa("mail.plain.test", 25));
        assertEquals(Answer.failed(), names.exchangers("forged.test"));
    }

    @Test
    void recordsWithoutTheirSignaturesAreAFailure() {
        each(Type.TLSA, answer -> remove(answer, record -> record instanceof RRSIGRecord));

        assertEquals(Answer.failed(), names.tlsa("mail.example.test", 25));
    }

    @Test
    void recordsThatWereChangedAreAFailure() {
        each(Type.TLSA, answer -> {
            remove(answer, record -> record instanceof TLSARecord);
            answer.addRecord(
                    new TLSARecord(answer.getQuestion().getName(), DClass.IN, 300, 3, 1, 1, new byte[32]),
                    Section.ANSWER);
        });

        assertEquals(Answer.failed(), names.tlsa("mail.example.test", 25));
    }

    @Test
    void thatThereIsNothingHasToBeProved() {
        each(Type.TLSA, answer -> {
            empty(answer);
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        });

        assertEquals(Answer.failed(), names.tlsa("mail.example.test", 25));
    }

    @Test
    void theProofOfAnotherAbsenceProvesNothing() {
        each(Type.TLSA, answer -> {
            empty(answer);
            example.absence(name("second.example.test.")).forEach(proof -> answer.addRecord(proof, Section.AUTHORITY));
        });

        assertEquals(Answer.failed(), names.tlsa("mail.example.test", 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.test.", "x.plain.test.", "test.", ".", "elsewhere."})
    void anUnsignedZoneHasNoSayInASignedOne(String zone) {
        each(Type.TLSA, answer -> {
            empty(answer);
            answer.addRecord(soa(name(zone)), Section.AUTHORITY);
        });

        assertEquals(Answer.failed(), names.tlsa("mail.example.test", 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.test.", "elsewhere."})
    void aSignatureOfAnUnsignedZoneDoesNotMakeASignedOneUnsigned(String zone) {
        each(Type.TLSA, answer -> resign(answer, name(zone)));

        assertEquals(Answer.failed(), names.tlsa("mail.example.test", 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.", ".", "plain.test."})
    void whatIsAboveAnAnchorHasNoSayBelowIt(String zone) throws IOException {
        var other = new ValidatedNames(server.address(), example.anchor());
        each(Type.TLSA, answer -> resign(answer, name(zone)));

        assertEquals(Answer.failed(), other.tlsa("mail.example.test", 25));
    }

    @Test
    void anAliasIntoAnUnsignedZoneHasToBeSigned() {
        each(Type.A, answer -> {
            Name host = answer.getQuestion().getName();
            empty(answer);
            answer.addRecord(new CNAMERecord(host, DClass.IN, 300, name("mail.plain.test.")), Section.ANSWER);
            answer.addRecord(
                    new ARecord(name("mail.plain.test."), DClass.IN, 300, InetAddress.getLoopbackAddress()),
                    Section.ANSWER);
        });

        assertEquals(Surety.FAILED, names.addresses("mail.example.test").surety());
    }

    private void each(int type, Consumer<Message> change) {
        server.answers(answer -> {
            if (answer.getQuestion().getType() == type) {
                change.accept(answer);
            }
            return Optional.of(answer);
        });
    }

    private void eachAnswer(Consumer<Message> change) {
        server.answers(answer -> {
            change.accept(answer);
            return Optional.of(answer);
        });
    }

    private static void empty(Message answer) {
        answer.removeAllRecords(Section.ANSWER);
        answer.removeAllRecords(Section.AUTHORITY);
    }

    private static void remove(Message answer, java.util.function.Predicate<Record> unwanted) {
        List.copyOf(answer.getSection(Section.ANSWER)).stream()
                .filter(unwanted)
                .forEach(record -> answer.removeRecord(record, Section.ANSWER));
    }

    /** Replaces the signatures by one that this zone is said to have made. */
    private static void resign(Message answer, Name zone) {
        List<Record> signatures = answer.getSection(Section.ANSWER).stream()
                .filter(RRSIGRecord.class::isInstance)
                .toList();
        remove(answer, RRSIGRecord.class::isInstance);
        for (Record record : signatures) {
            RRSIGRecord old = (RRSIGRecord) record;
            answer.addRecord(
                    new RRSIGRecord(
                            old.getName(),
                            old.getDClass(),
                            old.getTTL(),
                            old.getTypeCovered(),
                            old.getAlgorithm(),
                            old.getOrigTTL(),
                            old.getExpire(),
                            old.getTimeSigned(),
                            old.getFootprint(),
                            zone,
                            old.getSignature()),
                    Section.ANSWER);
        }
    }

    private static Record soa(Name zone) {
        return new SOARecord(zone, DClass.IN, 300, zone, zone, 1, 1, 1, 1, 1);
    }

    private static Name name(String name) {
        return Name.fromConstantString(name);
    }
}
