package mailtls.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. */
class ArchitectureTest {

    private static final JavaClasses MAILTLS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("mailtls");

    /** A package, and those of ours that it may know; each knows itself. */
    record Row(String who, String... mayKnow) {

        @Override
        public String toString() {
            return who;
        }
    }

    static Stream<Row> rows() {
        // spotless:off
        return Stream.of(
                //       who                    may know
                new Row("mailtls.wire"),
                new Row("mailtls.tls",          "mailtls.wire"),
                new Row("mailtls.event",        "mailtls.wire", "mailtls.tls"),
                new Row("mailtls.machine",      "mailtls.wire", "mailtls.tls", "mailtls.event"),
                new Row("mailtls.sasl",         "mailtls.wire", "mailtls.tls", "mailtls.event", "mailtls.machine"),
                new Row("mailtls.connection",   "mailtls.wire", "mailtls.tls", "mailtls.event", "mailtls.machine"),
                new Row("mailtls.client",       "mailtls.wire", "mailtls.tls", "mailtls.event", "mailtls.machine",
                                                "mailtls.sasl", "mailtls.connection"),
                new Row("mailtls.mina",         "mailtls.wire", "mailtls.tls", "mailtls.event", "mailtls.machine",
                                                "mailtls.connection", "mailtls.client"),
                new Row("mailtls.store",        "mailtls.wire"),
                new Row("mailtls",              "mailtls.wire", "mailtls.sasl", "mailtls.store"),
                new Row("mailtls.https",        "mailtls.wire", "mailtls.tls", "mailtls.machine", "mailtls.client"),
                new Row("mailtls.relay",        "mailtls.wire", "mailtls.client", "mailtls.mina", "mailtls.smtp",
                                                "mailtls.https"),
                new Row("mailtls.imap",         "mailtls.wire", "mailtls.tls", "mailtls.event", "mailtls.machine",
                                                "mailtls.sasl", "mailtls.store", "mailtls.client", "mailtls"),
                new Row("mailtls.pop3",         "mailtls.wire", "mailtls.tls", "mailtls.event", "mailtls.machine",
                                                "mailtls.sasl", "mailtls.store", "mailtls.client", "mailtls"),
                new Row("mailtls.smtp",         "mailtls.wire", "mailtls.tls", "mailtls.event", "mailtls.machine",
                                                "mailtls.sasl", "mailtls.store", "mailtls.client", "mailtls"));
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPackageKnowsNoOthersOfOursThanItMay(Row row) {
        classes()
                .that()
                .resideInAPackage(row.who())
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("mailtls.."))
                        .or(resideInAPackage(row.who()))
                        .or(resideInAnyPackage(row.mayKnow())))
                .check(MAILTLS);
    }

    @Test
    void everyPackageOutsideTheConformanceModuleHasARow() {
        Set<String> packages = MAILTLS.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith("mailtls.conformance"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(rows().map(Row::who).collect(Collectors.toCollection(TreeSet::new)), packages);
    }

    @Test
    void packagesDoNotGoRoundInCircles() {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(MAILTLS);
    }

    @Test
    void minaIsKnownToOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("mailtls.mina")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.mina..")
                .check(MAILTLS);
    }

    @Test
    void protocolsHaveNeverHeardOfTheNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage("mailtls.imap", "mailtls.pop3", "mailtls.smtp")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "javax.net.ssl..")
                .because("octets arriving is the connection's affair")
                .check(MAILTLS);
    }

    @Test
    void theServersSayNothingOnTheirOwnToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackage("mailtls.conformance..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAILTLS);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .because("whoever waits for something should be told when it is there")
                .check(MAILTLS);
    }

    @Test
    void namesSayWhatAThingIs() {
        for (String ending : List.of("Util", "Utils", "Impl", "Manager", "Helper")) {
            noClasses()
                    .that(not(assignableTo(KeyManager.class))
                            .and(not(assignableTo(TrustManager.class)))) // JSSE's words
                    .should()
                    .haveSimpleNameEndingWith(ending)
                    .check(MAILTLS);
        }
    }

    /** Each package is a slice. */
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
