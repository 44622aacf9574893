package mailtls.relay;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.dnssec.TrustAnchorStore;

/**
 * Asks a resolver, and hands on only what a zone says that has a say: a signature counts if the name is in the zone that made it
 * (RFC 4035 section 5.3.1), a proof of absence if the name that was asked for is, and where a zone is an anchor those above it
 * don't count. All else is taken out before it is validated. A record of an unsigned zone that somebody puts into an answer must
 * not make the answer unsigned: unsigned is no failure, and a relay would go on without DANE (RFC 7672 section 2.1.1).
 */
final class InBailiwick implements Resolver {

    private final Resolver resolver;
    private final TrustAnchorStore anchors;

    InBailiwick(Resolver resolver, TrustAnchorStore anchors) {
        this.resolver = resolver;
        this.anchors = anchors;
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return resolver.sendAsync(query, executor)
                .thenApply(answer -> Optional.ofNullable(answer.normalize(query))
                        .map(this::purged)
                        .orElseThrow(() -> new IllegalArgumentException("aliases that can't be followed")));
    }

    private Message purged(Message answer) {
        Set<Name> names = names(answer);
        Message pure = answer.clone();
        for (int section : List.of(Section.ANSWER, Section.AUTHORITY)) {
            List<Record> records = List.copyOf(pure.getSection(section));
            pure.removeAllRecords(section);
            records.stream()
                    .filter(record -> section == Section.ANSWER
                            ? mayAnswer(record)
                            : mayProve(record, answer.getSectionRRsets(section), names))
                    .forEach(record -> pure.addRecord(record, section));
        }
        return pure;
    }

    /** The name that was asked for, and those that it leads to as an alias. */
    private static Set<Name> names(Message answer) {
        var names = new HashSet<>(Set.of(answer.getQuestion().getName()));
        answer.getSection(Section.ANSWER).stream()
                .filter(CNAMERecord.class::isInstance)
                .forEach(alias -> names.add(((CNAMERecord) alias).getTarget()));
        return names;
    }

    private boolean mayAnswer(Record record) {
        return !(record instanceof RRSIGRecord signature) || isOf(signature.getSigner(), record.getName());
    }

    /** What is not signed is the word of its own name; what is, that of the zone that signed it. */
    private boolean mayProve(Record record, List<RRset> all, Set<Name> names) {
        if (record instanceof RRSIGRecord signature) {
            return record.getName().subdomain(signature.getSigner()) && isOfAny(signature.getSigner(), names);
        }
        List<RRSIGRecord> signatures = all.stream()
                .filter(set ->
                        set.getType() == record.getType() && set.getName().equals(record.getName()))
                .flatMap(set -> set.sigs().stream())
                .toList();
        return signatures.stream().anyMatch(signature -> mayProve(signature, all, names))
                || isOfAny(record.getName(), names);
    }

    private boolean isOfAny(Name zone, Set<Name> names) {
        return names.stream().anyMatch(name -> isOf(zone, name));
    }

    /** Returns whether a name is in a zone, and the zone not above the anchor of the name. */
    private boolean isOf(Name zone, Name name) {
        Optional<RRset> anchor = Optional.ofNullable(anchors.find(name, DClass.IN));
        return name.subdomain(zone)
                && anchor.map(set -> zone.subdomain(set.getName())).orElse(true);
    }

    @Override
    public void setPort(int port) {
        resolver.setPort(port);
    }

    @Override
    public void setTCP(boolean always) {
        resolver.setTCP(always);
    }

    @Override
    public void setIgnoreTruncation(boolean ignores) {
        resolver.setIgnoreTruncation(ignores);
    }

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
        resolver.setEDNS(version, payloadSize, flags, options);
    }

    @Override
    public void setTSIGKey(TSIG key) {
        resolver.setTSIGKey(key);
    }

    @Override
    public void setTimeout(Duration timeout) {
        resolver.setTimeout(timeout);
    }

    @Override
    public Duration getTimeout() {
        return resolver.getTimeout();
    }
}
