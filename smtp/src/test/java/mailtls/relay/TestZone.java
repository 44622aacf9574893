package mailtls.relay;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A zone of DNS for tests: its records, the keys that sign them, and the proofs of what is not there (RFC 4034, NSEC). */
public final class TestZone {

    private static final long TTL_S = 300;
    private static final int ZONE_KEY = 257;
    private static final Duration SLACK = Duration.ofHours(1);

    private final Name origin;
    private final Optional<KeyPair> keys;
    private final Instant signedUntil;
    private final TreeMap<Name, Map<Integer, RRset>> names = new TreeMap<>();

    private TestZone(String origin, Optional<KeyPair> keys, Instant signedUntil) {
        this.origin = Name.fromConstantString(origin);
        this.keys = keys;
        this.signedUntil = signedUntil;
        with("@", "SOA", "ns.test. hostmaster.test. 1 3600 600 86400 60");
        with("@", "NS", "ns.test.");
        keys.ifPresent(pair -> add(key(pair)));
    }

    /** Returns a zone that is signed. */
    public static TestZone signed(String origin) {
        return new TestZone(origin, Optional.of(keyPair()), Instant.now().plus(SLACK));
    }

    /** Returns a zone whose signatures are no longer valid. */
    static TestZone expired(String origin) {
        return new TestZone(origin, Optional.of(keyPair()), Instant.now().minus(SLACK));
    }

    /** Returns a zone that is not signed. */
    public static TestZone unsigned(String origin) {
        return new TestZone(origin, Optional.empty(), Instant.EPOCH);
    }

    /** Adds a record, as a line of a zone file has it. */
    public TestZone with(String name, String type, String data) {
        try {
            Name owner = Name.fromString(name, origin);
            add(Record.fromString(owner, Type.value(type), DClass.IN, TTL_S, data, origin));
            return this;
        } catch (IOException notARecord) {
            throw new IllegalArgumentException(notARecord);
        }
    }

    /** Hands a part of the names on to a zone, which is signed if that one is. */
    public TestZone delegating(TestZone child) {
        child.key().ifPresent(key -> add(delegation(child.origin, key)));
        return with(child.origin.toString(), "NS", "ns.test.");
    }

    /** Hands on to a zone with a promise that its key does not keep. */
    public TestZone delegatingWrongly(TestZone child) {
        add(delegation(child.origin, signed(child.origin.toString()).key().orElseThrow()));
        return with(child.origin.toString(), "NS", "ns.test.");
    }

    /** Returns the line that makes whoever believes it believe the zone. */
    public String anchor() {
        return delegation(origin, key().orElseThrow()).toString();
    }

    Name origin() {
        return origin;
    }

    /** Returns the records of a type, or where the name leads as an alias, with their signature; nothing if there are none. */
    List<Record> answer(Name name, int type) {
        Map<Integer, RRset> here = names.getOrDefault(name, Map.of());
        return Optional.ofNullable(here.get(type))
                .or(() -> Optional.ofNullable(here.get(Type.CNAME)))
                .map(this::withSignature)
                .orElse(List.of());
    }

    /** Returns whether a name is there, or others below it are. */
    boolean has(Name name) {
        return names.keySet().stream().anyMatch(other -> other.subdomain(name));
    }

    /** Returns the zone's SOA and, if it is signed, the proof that a name has no records of a type. */
    List<Record> absence(Name name) {
        var proof = new ArrayList<>(withSignature(records(origin, Type.SOA)));
        if (keys.isPresent()) {
            var proving = new TreeSet<>(List.of(before(name)));
            if (!has(name)) {
                proving.add(before(wildcard(name)));
            }
            proving.forEach(owner -> proof.addAll(withSignature(new RRset(nsec(owner)))));
        }
        return proof;
    }

    private Name wildcard(Name name) {
        try {
            return Name.fromString("*", closest(name));
        } catch (IOException tooLong) {
            throw new IllegalArgumentException(tooLong);
        }
    }

    private Name closest(Name name) {
        Name above = new Name(name, 1);
        return has(above) ? above : closest(above);
    }

    private Name before(Name name) {
        return Optional.ofNullable(names.floorKey(name)).orElse(origin);
    }

    private NSECRecord nsec(Name owner) {
        Name next = Optional.ofNullable(names.higherKey(owner)).orElse(origin);
        var types = new TreeSet<>(names.getOrDefault(owner, Map.of()).keySet());
        types.addAll(List.of(Type.NSEC, Type.RRSIG));
        return new NSECRecord(
                owner,
                DClass.IN,
                TTL_S,
                next,
                types.stream().mapToInt(Integer::intValue).toArray());
    }

    private RRset records(Name name, int type) {
        return Optional.ofNullable(names.getOrDefault(name, Map.of()).get(type)).orElseThrow();
    }

    private List<Record> withSignature(RRset records) {
        var all = new ArrayList<>(records.rrs(false));
        boolean isOfTheChild =
                records.getType() == Type.NS && !records.getName().equals(origin);
        if (keys.isPresent() && !isOfTheChild) {
            all.add(signature(records, keys.get()));
        }
        return all;
    }

    private Record signature(RRset records, KeyPair pair) {
        try {
            return DNSSEC.sign(
                    records, key(pair), pair.getPrivate(), signedUntil.minus(SLACK.multipliedBy(2)), signedUntil);
        } catch (DNSSEC.DNSSECException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<DNSKEYRecord> key() {
        return keys.map(this::key);
    }

    private DNSKEYRecord key(KeyPair pair) {
        try {
            return new DNSKEYRecord(
                    origin,
                    DClass.IN,
                    TTL_S,
                    ZONE_KEY,
                    DNSKEYRecord.Protocol.DNSSEC,
                    DNSSEC.Algorithm.ECDSAP256SHA256,
                    pair.getPublic());
        } catch (DNSSEC.DNSSECException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static DSRecord delegation(Name zone, DNSKEYRecord key) {
        return new DSRecord(zone, DClass.IN, TTL_S, DNSSEC.Digest.SHA256, key);
    }

    private void add(Record record) {
        names.computeIfAbsent(record.getName(), name -> new HashMap<>())
                .computeIfAbsent(record.getType(), type -> new RRset())
                .addRR(record);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns where an answer leads as an alias, if it is one. */
    static Optional<Name> alias(List<Record> answer, int type) {
        return answer.stream()
                .filter(record -> type != Type.CNAME)
                .filter(CNAMERecord.class::isInstance)
                .map(record -> ((CNAMERecord) record).getTarget())
                .findFirst();
    }
}
