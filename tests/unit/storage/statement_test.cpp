#include "storage/statement.h"

#include <gtest/gtest.h>

namespace regie::storage {
namespace {

const ScopeRules kRules{.scoped_tables = {"application", "department", "membership", "audit_entry"},
                        .instance_may_use = {"membership"}};

Statement in_organisation(std::string_view sql) { return prepare(sql, kRules, false, '?'); }

TEST(Statement, PutsTheOrganisationBehindTheCallersParameters) {
  const auto statement = in_organisation(
      "SELECT name FROM department WHERE organisation_id = :organisation AND id = $1 AND name = "
      "$2");
  EXPECT_EQ(statement.sql,
            "SELECT name FROM department WHERE organisation_id = ?3 AND id = ?1 AND name = ?2");
  EXPECT_EQ(statement.parameters, 2U);
  EXPECT_TRUE(statement.uses_organisation);
  EXPECT_FALSE(statement.writes);
}

TEST(Statement, RefusesAQueryThatForgetsTheOrganisation) {
  EXPECT_THROW(in_organisation("SELECT name FROM department WHERE id = $1"), std::logic_error);
  EXPECT_THROW(in_organisation("UPDATE department SET name = $1 WHERE id = $2"), std::logic_error);
  EXPECT_THROW(in_organisation("DELETE FROM department WHERE id = $1"), std::logic_error);
}

TEST(Statement, RefusesAJoinOfWhichOneSideForgetsTheOrganisation) {
  EXPECT_THROW(in_organisation("SELECT a.id FROM application a JOIN department d ON d.id = a.id "
                               "WHERE a.organisation_id = :organisation"),
               std::logic_error);
  EXPECT_NO_THROW(
      in_organisation("SELECT a.id FROM application a JOIN department AS d ON d.id = a.id "
                      "WHERE a.organisation_id = :organisation "
                      "AND d.organisation_id = :organisation"));
}

TEST(Statement, RefusesTablesJoinedByAComma) {
  for (const auto* tables : {"department d, application a", "department, application",
                             "department AS d, application AS a", "account, department"})
    EXPECT_THROW(in_organisation("SELECT 1 FROM " + std::string(tables) +
                                 " WHERE d.organisation_id = :organisation"),
                 std::logic_error)
        << tables;
}

TEST(Statement, RefusesASubqueryThatForgetsTheOrganisation) {
  EXPECT_THROW(
      in_organisation("SELECT id FROM application a WHERE a.organisation_id = "
                      ":organisation AND EXISTS (SELECT 1 FROM department WHERE id = a.id)"),
      std::logic_error);
}

TEST(Statement, RefusesAnOrganisationThatTheCallerChooses) {
  EXPECT_THROW(in_organisation("SELECT id FROM department WHERE organisation_id = $1"),
               std::logic_error);
  EXPECT_THROW(in_organisation("INSERT INTO department (organisation_id, id) VALUES ($1, $2)"),
               std::logic_error);
  EXPECT_THROW(in_organisation("INSERT INTO department (id) VALUES ($1)"), std::logic_error);
  EXPECT_NO_THROW(
      in_organisation("INSERT INTO department (organisation_id, id) VALUES (:organisation, $1)"));
}

TEST(Statement, RefusesTablesThatAreNobodysInAnOrganisationsScope) {
  EXPECT_THROW(in_organisation("SELECT password_hash FROM account"), std::logic_error);
}

TEST(Statement, RefusesToChangeTheAuditTrailInAnyScope) {
  for (const bool instance : {true, false})
    for (const auto* sql :
         {"UPDATE audit_entry SET actor = $1 WHERE organisation_id = :organisation",
          "DELETE FROM audit_entry WHERE organisation_id = :organisation",
          "INSERT INTO audit_entry (organisation_id, sequence) VALUES (:organisation, $1)"})
      EXPECT_THROW(prepare(sql, kRules, instance, '$'), std::logic_error) << sql;
}

TEST(Statement, LetsTheInstanceUseOnlyTheTablesNamedForIt) {
  EXPECT_NO_THROW(prepare("SELECT account_id FROM membership", kRules, true, '$'));
  EXPECT_NO_THROW(prepare("SELECT id FROM account WHERE email = $1", kRules, true, '$'));
  EXPECT_THROW(prepare("SELECT id FROM application", kRules, true, '$'), std::logic_error);
}

TEST(Statement, IsNotFooledByTextInQuotes) {
  EXPECT_THROW(in_organisation("SELECT id FROM department WHERE name = 'organisation_id = "
                               ":organisation'"),
               std::logic_error);
}

}  // namespace
}  // namespace regie::storage
