package mailtls.relay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailtls.wire.Ascii;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * DNS with our own eyes: the signatures are checked here (RFC 4035), so nobody between us and the resolver has to be believed
 * (RFC 7672 section 2.1).
 */
public final class ValidatedNames implements Names {

    /** The keys of the root, as IANA publishes their digests (RFC 9718): those of 2017 and of 2024. */
    public static final String ROOT = """
        . IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
        . IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16
        """;

    /** How long one question may take. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many records of an answer are looked at. */
    static final int MOST_RECORDS = 100;

    private final ValidatingResolver resolver;

    /**
     * Makes a lookup.
     *
     * @param server a resolver that hands signatures through
     * @param anchors what is believed without a signature, as lines of a zone file: DS or DNSKEY records of the root
     * @throws IOException if the anchors can't be read
     */
    public ValidatedNames(InetSocketAddress server, String anchors) throws IOException {
        this(server, anchors, PATIENCE);
    }

    /** Makes a lookup of which each question takes no longer than this, with all that validation asks for. */
    ValidatedNames(InetSocketAddress server, String anchors, Duration patience) throws IOException {
        var asked = new SimpleResolver(server);
        asked.setTimeout(patience);
        resolver = validating(new InBailiwick(asked, validating(asked, anchors).getTrustAnchors()), anchors);
    }

    /** Returns the resolver that this machine is set up to ask, if there is one. */
    public static Optional<InetSocketAddress> systemServer() {
        return Optional.ofNullable(ResolverConfig.getCurrentConfig().server());
    }

    private static ValidatingResolver validating(Resolver asked, String anchors) throws IOException {
        var validating = new ValidatingResolver(asked);
        validating.loadTrustAnchors(new ByteArrayInputStream(anchors.getBytes(StandardCharsets.US_ASCII)));
        return validating;
    }

    @Override
    public Answer<Mx> exchangers(String domain) {
        Answer<Mx> answer = ask(
                domain,
                Type.MX,
                record -> record instanceof MXRecord mx
                        ? Optional.of(new Mx(mx.getPriority(), name(mx.getTarget())))
                        : Optional.empty());
        return new Answer<>(
                answer.records().stream()
                        .sorted(Comparator.comparingInt(Mx::preference))
                        .toList(),
                answer.surety(),
                answer.canonicalName());
    }

    @Override
    public Answer<InetAddress> addresses(String host) {
        Answer<InetAddress> old = ask(
                host, Type.A, record -> record instanceof ARecord a ? Optional.of(a.getAddress()) : Optional.empty());
        Answer<InetAddress> six = ask(
                host,
                Type.AAAA,
                record -> record instanceof AAAARecord aaaa ? Optional.of(aaaa.getAddress()) : Optional.empty());
        var all = new ArrayList<>(six.records());
        all.addAll(old.records());
        return new Answer<>(
                all, weaker(old.surety(), six.surety()), old.canonicalName().or(six::canonicalName));
    }

    @Override
    public Answer<String> alias(String name) {
        return ask(
                name,
                Type.CNAME,
                record ->
                        record instanceof CNAMERecord alias ? Optional.of(name(alias.getTarget())) : Optional.empty());
    }

    @Override
    public Answer<Tlsa> tlsa(String host, int port) {
        return ask(
                "_" + port + "._tcp." + host,
                Type.TLSA,
                record -> record instanceof TLSARecord tlsa
                        ? Optional.of(new Tlsa(
                                tlsa.getCertificateUsage(),
                                tlsa.getSelector(),
                                tlsa.getMatchingType(),
                                tlsa.getCertificateAssociationData()))
                        : Optional.empty());
    }

    @Override
    public Answer<String> texts(String name) {
        return ask(
                name,
                Type.TXT,
                record -> record instanceof TXTRecord text
                        ? Optional.of(String.join("", text.getStrings()))
                        : Optional.empty());
    }

    private <T> Answer<T> ask(String name, int type, Function<Record, Optional<T>> reading) {
        try {
            Message question = Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
            Message answer = resolver.send(question);
            int rcode = answer.getRcode();
            if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
                return Answer.failed();
            }
            List<T> records = answer.getSection(Section.ANSWER).stream()
                    .filter(record -> record.getType() == type)
                    .limit(MOST_RECORDS)
                    .map(reading)
                    .flatMap(Optional::stream)
                    .toList();
            Answer<T> plain = answer.getHeader().getFlag(Flags.AD) ? Answer.secure(records) : Answer.insecure(records);
            return type == Type.CNAME ? plain : end(answer).map(plain::at).orElse(plain);
        } catch (TextParseException notAName) {
            return Answer.insecure(List.of());
        } catch (IOException noAnswer) {
            return Answer.failed();
        }
    }

    /** Returns where the aliases of an answer end, if there are any. */
    private static Optional<String> end(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(CNAMERecord.class::isInstance)
                .map(alias -> name(((CNAMERecord) alias).getTarget()))
                .reduce((before, last) -> last);
    }

    private static Answer.Surety weaker(Answer.Surety one, Answer.Surety other) {
        return one.compareTo(other) > 0 ? one : other; // the enum's order: the surest first
    }

    private static String name(Name target) {
        return target.equals(Name.root) ? "" : Ascii.lower(target.toString(true));
    }
}
