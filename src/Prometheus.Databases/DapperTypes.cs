using System.Data;
using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;
using Prometheus.Core.Errors;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>Teaches Dapper the two time types of the platform, so that both engines take and give the same values, and rows that are positional records.</summary>
internal static class DapperTypes
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;

        // Dapper asks its own map of types before it asks a handler.
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(new DateHandler());
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.TypeMapProvider = type => new RowMap(type);
    }

    /// <summary>
    /// Columns by their names, each converted to the type of its parameter: SQLite states no types of its own. A column that was not asked for, or is
    /// NULL, leaves the type's default.
    /// </summary>
    private sealed class RowMap(Type type) : SqlMapper.ITypeMap
    {
        private readonly DefaultTypeMap _byName = new(type);

        public ConstructorInfo? FindConstructor(string[] names, Type[] types) => _byName.FindConstructor(names, types);

        public ConstructorInfo? FindExplicitConstructor()
            => type.GetConstructor(Type.EmptyTypes) is null && type.GetConstructors() is [var only] ? only : null;

        public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo constructor, string columnName) => _byName.GetConstructorParameter(constructor, columnName);

        public SqlMapper.IMemberMap? GetMember(string columnName) => _byName.GetMember(columnName);
    }

    private sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value switch
        {
            DateOnly date => date,
            DateTime instant => DateOnly.FromDateTime(instant),
            string text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => throw new DataError($"expected a date, found a {value.GetType().Name}"),
        };

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            if (parameter is SqliteParameter)
                parameter.Value = value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            else
            {
                parameter.DbType = DbType.Date;
                parameter.Value = value;
            }
        }
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTimeOffset instant => instant.ToUniversalTime(),
            DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
            string text => SqliteText.ParseInstant(text),
            _ => throw new DataError($"expected an instant, found a {value.GetType().Name}"),
        };

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            if (parameter is SqliteParameter)
                parameter.Value = SqliteText.OfInstant(value);
            else
            {
                parameter.DbType = DbType.DateTimeOffset;
                parameter.Value = value.ToUniversalTime();
            }
        }
    }
}
