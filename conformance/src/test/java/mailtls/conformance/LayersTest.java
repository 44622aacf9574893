package mailtls.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class LayersTest {

    private static final JavaClasses MAILTLS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("mailtls");

    private static final String[] PROTOCOLS = {"mailtls.imap..", "mailtls.pop3..", "mailtls.smtp.."};

    @Test
    void minaIsKnownToOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("mailtls.mina..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.mina..")
                .check(MAILTLS);
    }

    @Test
    void protocolsHaveNeverHeardOfTheNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage(PROTOCOLS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("mailtls.mina..", "mailtls.connection..", "java.nio.channels..")
                .because("octets arriving is the connection's affair")
                .check(MAILTLS);
    }

    @Test
    void protocolsDoNotKnowEachOther() {
        slices().matching("mailtls.(imap|pop3|smtp)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(MAILTLS);
    }

    @Test
    void packagesOfTheCoreDoNotGoRoundInCircles() {
        slices().matching("mailtls.(wire|tls|machine|connection|sasl|mina|store|event)..")
                .should()
                .beFreeOfCycles()
                .check(MAILTLS);
    }

    @Test
    void theServersSayNothingOnTheirOwnToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackages("mailtls.conformance..", "mailtls.benchmarks..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAILTLS);
    }
}
