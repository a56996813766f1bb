extension PostgresCatalogue {
  /// The settings of PostgreSQL 13 to 18, as the pg_settings of each version lists them; those of 14 by its release
  /// notes. A line is a name, the first and the last version, and the kind of the values: a range with its unit, choices,
  /// `switch`, `text`, or `reported` for what the server sets itself.
  static let rows = """
    allow_alter_system 17 18 switch
    allow_in_place_tablespaces 13 18 switch
    allow_system_table_mods 13 18 switch
    application_name 13 18 text
    archive_cleanup_command 13 18 text
    archive_command 13 18 text
    archive_library 15 18 text
    archive_mode 13 18 choice always,on,off
    archive_timeout 13 18 integer 0 1073741823 s
    array_nulls 13 18 switch
    authentication_timeout 13 18 integer 1 600 s
    autovacuum 13 18 switch
    autovacuum_analyze_scale_factor 13 18 real 0 100
    autovacuum_analyze_threshold 13 18 integer 0 2147483647
    autovacuum_freeze_max_age 13 18 integer 100000 2000000000
    autovacuum_max_workers 13 18 integer 1 262143
    autovacuum_multixact_freeze_max_age 13 18 integer 10000 2000000000
    autovacuum_naptime 13 18 integer 1 2147483 s
    autovacuum_vacuum_cost_delay 13 18 real -1 100 ms
    autovacuum_vacuum_cost_limit 13 18 integer -1 10000
    autovacuum_vacuum_insert_scale_factor 13 18 real 0 100
    autovacuum_vacuum_insert_threshold 13 18 integer -1 2147483647
    autovacuum_vacuum_max_threshold 18 18 integer -1 2147483647
    autovacuum_vacuum_scale_factor 13 18 real 0 100
    autovacuum_vacuum_threshold 13 18 integer 0 2147483647
    autovacuum_work_mem 13 18 integer -1 2147483647 kB
    autovacuum_worker_slots 18 18 integer 1 262143
    backend_flush_after 13 18 integer 0 256 8kB
    backslash_quote 13 18 choice safe_encoding,on,off
    backtrace_functions 13 18 text
    bgwriter_delay 13 18 integer 10 10000 ms
    bgwriter_flush_after 13 18 integer 0 256 8kB
    bgwriter_lru_maxpages 13 18 integer 0 1073741823
    bgwriter_lru_multiplier 13 18 real 0 10
    block_size 13 18 reported
    bonjour 13 18 switch
    bonjour_name 13 18 text
    bytea_output 13 18 choice escape,hex
    check_function_bodies 13 18 switch
    checkpoint_completion_target 13 18 real 0 1
    checkpoint_flush_after 13 18 integer 0 256 8kB
    checkpoint_timeout 13 18 integer 30 86400 s
    checkpoint_warning 13 18 integer 0 2147483647 s
    client_connection_check_interval 14 18 integer 0 2147483647 ms
    client_encoding 13 18 text
    client_min_messages 13 18 choice debug5,debug4,debug3,debug2,debug1,log,notice,warning,error
    cluster_name 13 18 text
    commit_delay 13 18 integer 0 100000
    commit_siblings 13 18 integer 0 1000
    commit_timestamp_buffers 17 18 integer 0 131072 8kB
    compute_query_id 14 18 choice auto,regress,on,off
    config_file 13 18 text
    constraint_exclusion 13 18 choice partition,on,off
    cpu_index_tuple_cost 13 18 real 0 1.79769e+308
    cpu_operator_cost 13 18 real 0 1.79769e+308
    cpu_tuple_cost 13 18 real 0 1.79769e+308
    createrole_self_grant 16 18 text
    cursor_tuple_fraction 13 18 real 0 1
    data_checksums 13 18 reported
    data_directory 13 18 text
    data_directory_mode 13 18 reported
    data_sync_retry 13 18 switch
    datestyle 13 18 text
    db_user_namespace 13 16 switch
    deadlock_timeout 13 18 integer 1 2147483647 ms
    debug_assertions 13 18 reported
    debug_discard_caches 14 18 integer 0 0
    debug_io_direct 16 18 text
    debug_logical_replication_streaming 16 18 choice buffered,immediate
    debug_parallel_query 16 18 choice off,on,regress
    debug_pretty_print 13 18 switch
    debug_print_parse 13 18 switch
    debug_print_plan 13 18 switch
    debug_print_rewritten 13 18 switch
    default_statistics_target 13 18 integer 1 10000
    default_table_access_method 13 18 text
    default_tablespace 13 18 text
    default_text_search_config 13 18 text
    default_toast_compression 14 18 choice pglz,lz4
    default_transaction_deferrable 13 18 switch
    default_transaction_isolation 13 18 choice serializable,repeatable read,read committed,read uncommitted
    default_transaction_read_only 13 18 switch
    dynamic_library_path 13 18 text
    dynamic_shared_memory_type 13 18 choice posix,sysv,mmap
    effective_cache_size 13 18 integer 1 2147483647 8kB
    effective_io_concurrency 13 18 integer 0 1000
    enable_async_append 14 18 switch
    enable_bitmapscan 13 18 switch
    enable_distinct_reordering 18 18 switch
    enable_gathermerge 13 18 switch
    enable_group_by_reordering 17 18 switch
    enable_hashagg 13 18 switch
    enable_hashjoin 13 18 switch
    enable_incremental_sort 13 18 switch
    enable_indexonlyscan 13 18 switch
    enable_indexscan 13 18 switch
    enable_material 13 18 switch
    enable_memoize 14 18 switch
    enable_mergejoin 13 18 switch
    enable_nestloop 13 18 switch
    enable_parallel_append 13 18 switch
    enable_parallel_hash 13 18 switch
    enable_partition_pruning 13 18 switch
    enable_partitionwise_aggregate 13 18 switch
    enable_partitionwise_join 13 18 switch
    enable_presorted_aggregate 16 18 switch
    enable_self_join_elimination 18 18 switch
    enable_seqscan 13 18 switch
    enable_sort 13 18 switch
    enable_tidscan 13 18 switch
    escape_string_warning 13 18 switch
    event_source 13 18 text
    event_triggers 17 18 switch
    exit_on_error 13 18 switch
    extension_control_path 18 18 text
    external_pid_file 13 18 text
    extra_float_digits 13 18 integer -15 3
    file_copy_method 18 18 choice copy,clone
    file_extend_method 17 18 choice posix_fallocate,write_zeros
    force_parallel_mode 13 15 choice off,on,regress
    from_collapse_limit 13 18 integer 1 2147483647
    fsync 13 18 switch
    full_page_writes 13 18 switch
    geqo 13 18 switch
    geqo_effort 13 18 integer 1 10
    geqo_generations 13 18 integer 0 2147483647
    geqo_pool_size 13 18 integer 0 2147483647
    geqo_seed 13 18 real 0 1
    geqo_selection_bias 13 18 real 1.5 2
    geqo_threshold 13 18 integer 2 2147483647
    gin_fuzzy_search_limit 13 18 integer 0 2147483647
    gin_pending_list_limit 13 18 integer 64 2147483647 kB
    gss_accept_delegation 16 18 switch
    hash_mem_multiplier 13 18 real 1 1000
    hba_file 13 18 text
    hot_standby 13 18 switch
    hot_standby_feedback 13 18 switch
    huge_page_size 14 18 integer 0 2147483647 kB
    huge_pages 13 18 choice off,on,try
    huge_pages_status 17 18 reported
    icu_validation_level 16 18 choice disabled,debug5,debug4,debug3,debug2,debug1,log,notice,warning,error
    ident_file 13 18 text
    idle_in_transaction_session_timeout 13 18 integer 0 2147483647 ms
    idle_replication_slot_timeout 18 18 integer 0 2147483647 s
    idle_session_timeout 14 18 integer 0 2147483647 ms
    ignore_checksum_failure 13 18 switch
    ignore_invalid_pages 13 18 switch
    ignore_system_indexes 13 18 switch
    in_hot_standby 14 18 reported
    integer_datetimes 13 18 reported
    intervalstyle 13 18 choice postgres,postgres_verbose,sql_standard,iso_8601
    io_combine_limit 17 17 integer 1 32 8kB
    io_combine_limit 18 18 integer 1 128 8kB
    io_max_combine_limit 18 18 integer 1 128 8kB
    io_max_concurrency 18 18 integer -1 1024
    io_method 18 18 choice sync,worker,io_uring
    io_workers 18 18 integer 1 32
    jit 13 18 switch
    jit_above_cost 13 18 real -1 1.79769e+308
    jit_debugging_support 13 18 switch
    jit_dump_bitcode 13 18 switch
    jit_expressions 13 18 switch
    jit_inline_above_cost 13 18 real -1 1.79769e+308
    jit_optimize_above_cost 13 18 real -1 1.79769e+308
    jit_profiling_support 13 18 switch
    jit_provider 13 18 text
    jit_tuple_deforming 13 18 switch
    join_collapse_limit 13 18 integer 1 2147483647
    krb_caseins_users 13 18 switch
    krb_server_keyfile 13 18 text
    lc_collate 13 15 reported
    lc_ctype 13 15 reported
    lc_messages 13 18 text
    lc_monetary 13 18 text
    lc_numeric 13 18 text
    lc_time 13 18 text
    listen_addresses 13 18 text
    lo_compat_privileges 13 18 switch
    local_preload_libraries 13 18 text
    lock_timeout 13 18 integer 0 2147483647 ms
    log_autovacuum_min_duration 13 18 integer -1 2147483647 ms
    log_checkpoints 13 18 switch
    log_connections 13 17 switch
    log_connections 18 18 text
    log_destination 13 18 text
    log_directory 13 18 text
    log_disconnections 13 18 switch
    log_duration 13 18 switch
    log_error_verbosity 13 18 choice terse,default,verbose
    log_executor_stats 13 18 switch
    log_file_mode 13 18 integer 0 511
    log_filename 13 18 text
    log_hostname 13 18 switch
    log_line_prefix 13 18 text
    log_lock_failures 18 18 switch
    log_lock_waits 13 18 switch
    log_min_duration_sample 13 18 integer -1 2147483647 ms
    log_min_duration_statement 13 18 integer -1 2147483647 ms
    log_min_error_statement 13 18 choice debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic
    log_min_messages 13 18 choice debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic
    log_parameter_max_length 13 18 integer -1 1073741823 B
    log_parameter_max_length_on_error 13 18 integer -1 1073741823 B
    log_parser_stats 13 18 switch
    log_planner_stats 13 18 switch
    log_recovery_conflict_waits 14 18 switch
    log_replication_commands 13 18 switch
    log_rotation_age 13 18 integer 0 35791394 min
    log_rotation_size 13 17 integer 0 2097151 kB
    log_rotation_size 18 18 integer 0 2147483647 kB
    log_startup_progress_interval 15 18 integer 0 2147483647 ms
    log_statement 13 18 choice none,ddl,mod,all
    log_statement_sample_rate 13 18 real 0 1
    log_statement_stats 13 18 switch
    log_temp_files 13 18 integer -1 2147483647 kB
    log_timezone 13 18 text
    log_transaction_sample_rate 13 18 real 0 1
    log_truncate_on_rotation 13 18 switch
    logging_collector 13 18 switch
    logical_decoding_work_mem 13 18 integer 64 2147483647 kB
    maintenance_io_concurrency 13 18 integer 0 1000
    maintenance_work_mem 13 16 integer 1024 2147483647 kB
    maintenance_work_mem 17 18 integer 64 2147483647 kB
    max_active_replication_origins 18 18 integer 0 262143
    max_connections 13 18 integer 1 262143
    max_files_per_process 13 18 integer 64 2147483647
    max_function_args 13 18 reported
    max_identifier_length 13 18 reported
    max_index_keys 13 18 reported
    max_locks_per_transaction 13 18 integer 10 2147483647
    max_logical_replication_workers 13 18 integer 0 262143
    max_notify_queue_pages 17 18 integer 64 2147483647
    max_parallel_apply_workers_per_subscription 16 18 integer 0 1024
    max_parallel_maintenance_workers 13 18 integer 0 1024
    max_parallel_workers 13 18 integer 0 1024
    max_parallel_workers_per_gather 13 18 integer 0 1024
    max_pred_locks_per_page 13 18 integer 0 2147483647
    max_pred_locks_per_relation 13 18 integer -2147483648 2147483647
    max_pred_locks_per_transaction 13 18 integer 10 2147483647
    max_prepared_transactions 13 18 integer 0 262143
    max_replication_slots 13 18 integer 0 262143
    max_slot_wal_keep_size 13 18 integer -1 2147483647 MB
    max_stack_depth 13 18 integer 100 2147483647 kB
    max_standby_archive_delay 13 18 integer -1 2147483647 ms
    max_standby_streaming_delay 13 18 integer -1 2147483647 ms
    max_sync_workers_per_subscription 13 18 integer 0 262143
    max_wal_senders 13 18 integer 0 262143
    max_wal_size 13 18 integer 2 2147483647 MB
    max_worker_processes 13 18 integer 0 262143
    md5_password_warnings 18 18 switch
    min_dynamic_shared_memory 14 18 integer 0 2147483647 MB
    min_parallel_index_scan_size 13 18 integer 0 715827882 8kB
    min_parallel_table_scan_size 13 18 integer 0 715827882 8kB
    min_wal_size 13 18 integer 2 2147483647 MB
    multixact_member_buffers 17 18 integer 16 131072 8kB
    multixact_offset_buffers 17 18 integer 16 131072 8kB
    notify_buffers 17 18 integer 16 131072 8kB
    num_os_semaphores 18 18 reported
    oauth_validator_libraries 18 18 text
    old_snapshot_threshold 13 16 integer -1 86400 min
    operator_precedence_warning 13 13 switch
    parallel_leader_participation 13 18 switch
    parallel_setup_cost 13 18 real 0 1.79769e+308
    parallel_tuple_cost 13 18 real 0 1.79769e+308
    password_encryption 13 18 choice md5,scram-sha-256
    plan_cache_mode 13 18 choice auto,force_generic_plan,force_custom_plan
    port 13 18 integer 1 65535
    post_auth_delay 13 18 integer 0 2147 s
    pre_auth_delay 13 18 integer 0 60 s
    primary_conninfo 13 18 text
    primary_slot_name 13 18 text
    promote_trigger_file 13 15 text
    quote_all_identifiers 13 18 switch
    random_page_cost 13 18 real 0 1.79769e+308
    recovery_end_command 13 18 text
    recovery_init_sync_method 14 18 choice fsync,syncfs
    recovery_min_apply_delay 13 18 integer 0 2147483647 ms
    recovery_prefetch 15 18 choice off,on,try
    recovery_target 13 18 text
    recovery_target_action 13 18 choice pause,promote,shutdown
    recovery_target_inclusive 13 18 switch
    recovery_target_lsn 13 18 text
    recovery_target_name 13 18 text
    recovery_target_time 13 18 text
    recovery_target_timeline 13 18 text
    recovery_target_xid 13 18 text
    recursive_worktable_factor 15 18 real 0.001 1e+06
    remove_temp_files_after_crash 14 18 switch
    reserved_connections 16 18 integer 0 262143
    restart_after_crash 13 18 switch
    restore_command 13 18 text
    restrict_nonsystem_relation_kind 13 18 text
    row_security 13 18 switch
    scram_iterations 16 18 integer 1 2147483647
    search_path 13 18 text
    segment_size 13 18 reported
    send_abort_for_crash 16 18 switch
    send_abort_for_kill 16 18 switch
    seq_page_cost 13 18 real 0 1.79769e+308
    serializable_buffers 17 18 integer 16 131072 8kB
    server_encoding 13 18 reported
    server_version 13 18 reported
    server_version_num 13 18 reported
    session_preload_libraries 13 18 text
    session_replication_role 13 18 choice origin,replica,local
    shared_buffers 13 18 integer 16 1073741823 8kB
    shared_memory_size 15 18 reported
    shared_memory_size_in_huge_pages 15 18 reported
    shared_memory_type 13 18 choice sysv,mmap
    shared_preload_libraries 13 18 text
    ssl 13 18 switch
    ssl_ca_file 13 18 text
    ssl_cert_file 13 18 text
    ssl_ciphers 13 18 text
    ssl_crl_dir 14 18 text
    ssl_crl_file 13 18 text
    ssl_dh_params_file 13 18 text
    ssl_ecdh_curve 13 17 text
    ssl_groups 18 18 text
    ssl_key_file 13 18 text
    ssl_library 13 18 reported
    ssl_max_protocol_version 13 18 choice ,TLSv1,TLSv1.1,TLSv1.2,TLSv1.3
    ssl_min_protocol_version 13 18 choice TLSv1,TLSv1.1,TLSv1.2,TLSv1.3
    ssl_passphrase_command 13 18 text
    ssl_passphrase_command_supports_reload 13 18 switch
    ssl_prefer_server_ciphers 13 18 switch
    ssl_tls13_ciphers 18 18 text
    standard_conforming_strings 13 18 switch
    statement_timeout 13 18 integer 0 2147483647 ms
    stats_fetch_consistency 15 18 choice none,cache,snapshot
    stats_temp_directory 13 14 text
    subtransaction_buffers 17 18 integer 0 131072 8kB
    summarize_wal 17 18 switch
    superuser_reserved_connections 13 18 integer 0 262143
    sync_replication_slots 17 18 switch
    synchronize_seqscans 13 18 switch
    synchronized_standby_slots 17 18 text
    synchronous_commit 13 18 choice local,remote_write,remote_apply,on,off
    synchronous_standby_names 13 18 text
    syslog_facility 13 18 choice local0,local1,local2,local3,local4,local5,local6,local7
    syslog_ident 13 18 text
    syslog_sequence_numbers 13 18 switch
    syslog_split_messages 13 18 switch
    tcp_keepalives_count 13 18 integer 0 2147483647
    tcp_keepalives_idle 13 18 integer 0 2147483647 s
    tcp_keepalives_interval 13 18 integer 0 2147483647 s
    tcp_user_timeout 13 18 integer 0 2147483647 ms
    temp_buffers 13 18 integer 100 1073741823 8kB
    temp_file_limit 13 18 integer -1 2147483647 kB
    temp_tablespaces 13 18 text
    timezone 13 18 text
    timezone_abbreviations 13 18 text
    trace_connection_negotiation 17 18 switch
    trace_notify 13 18 switch
    trace_recovery_messages 13 16 choice debug5,debug4,debug3,debug2,debug1,log,notice,warning,error
    trace_sort 13 18 switch
    track_activities 13 18 switch
    track_activity_query_size 13 18 integer 100 1048576 B
    track_commit_timestamp 13 18 switch
    track_cost_delay_timing 18 18 switch
    track_counts 13 18 switch
    track_functions 13 18 choice none,pl,all
    track_io_timing 13 18 switch
    track_wal_io_timing 14 18 switch
    transaction_buffers 17 18 integer 0 131072 8kB
    transaction_deferrable 13 18 switch
    transaction_isolation 13 18 choice serializable,repeatable read,read committed,read uncommitted
    transaction_read_only 13 18 switch
    transaction_timeout 17 18 integer 0 2147483647 ms
    transform_null_equals 13 18 switch
    unix_socket_directories 13 18 text
    unix_socket_group 13 18 text
    unix_socket_permissions 13 18 integer 0 511
    update_process_title 13 18 switch
    vacuum_buffer_usage_limit 16 18 integer 0 16777216 kB
    vacuum_cleanup_index_scale_factor 13 13 real 0 1e+10
    vacuum_cost_delay 13 18 real 0 100 ms
    vacuum_cost_limit 13 18 integer 1 10000
    vacuum_cost_page_dirty 13 18 integer 0 10000
    vacuum_cost_page_hit 13 18 integer 0 10000
    vacuum_cost_page_miss 13 18 integer 0 10000
    vacuum_defer_cleanup_age 13 15 integer 0 1000000
    vacuum_failsafe_age 14 18 integer 0 2100000000
    vacuum_freeze_min_age 13 18 integer 0 1000000000
    vacuum_freeze_table_age 13 18 integer 0 2000000000
    vacuum_max_eager_freeze_failure_rate 18 18 real 0 1
    vacuum_multixact_failsafe_age 14 18 integer 0 2100000000
    vacuum_multixact_freeze_min_age 13 18 integer 0 1000000000
    vacuum_multixact_freeze_table_age 13 18 integer 0 2000000000
    vacuum_truncate 18 18 switch
    wal_block_size 13 18 reported
    wal_buffers 13 18 integer -1 262143 8kB
    wal_compression 13 14 switch
    wal_compression 15 18 choice pglz,lz4,zstd,on,off
    wal_consistency_checking 13 18 text
    wal_decode_buffer_size 15 18 integer 65536 1073741823 B
    wal_init_zero 13 18 switch
    wal_keep_size 13 18 integer 0 2147483647 MB
    wal_level 13 18 choice minimal,replica,logical
    wal_log_hints 13 18 switch
    wal_receiver_create_temp_slot 13 18 switch
    wal_receiver_status_interval 13 18 integer 0 2147483 s
    wal_receiver_timeout 13 18 integer 0 2147483647 ms
    wal_recycle 13 18 switch
    wal_retrieve_retry_interval 13 18 integer 1 2147483647 ms
    wal_segment_size 13 18 reported
    wal_sender_timeout 13 18 integer 0 2147483647 ms
    wal_skip_threshold 13 18 integer 0 2147483647 kB
    wal_summary_keep_time 17 18 integer 0 35791394 min
    wal_sync_method 13 18 choice fsync,fdatasync,open_sync,open_datasync
    wal_writer_delay 13 18 integer 1 10000 ms
    wal_writer_flush_after 13 18 integer 0 2147483647 8kB
    work_mem 13 18 integer 64 2147483647 kB
    xmlbinary 13 18 choice base64,hex
    xmloption 13 18 choice content,document
    zero_damaged_pages 13 18 switch
    """

  /// The settings of the modules that may be loaded, in the same form, by the sources in contrib/ and src/pl/plpgsql/ of each
  /// version.
  static let moduleRows = """
    auth_delay.milliseconds 13 18 integer 0 2147483 ms
    auto_explain.log_analyze 13 18 switch
    auto_explain.log_buffers 13 18 switch
    auto_explain.log_format 13 18 choice text,xml,json,yaml
    auto_explain.log_level 13 18 choice debug5,debug4,debug3,debug2,debug1,info,notice,warning,log
    auto_explain.log_min_duration 13 18 integer -1 2147483647 ms
    auto_explain.log_nested_statements 13 18 switch
    auto_explain.log_parameter_max_length 16 18 integer -1 2147483647 B
    auto_explain.log_settings 13 18 switch
    auto_explain.log_timing 13 18 switch
    auto_explain.log_triggers 13 18 switch
    auto_explain.log_verbose 13 18 switch
    auto_explain.log_wal 13 18 switch
    auto_explain.sample_rate 13 18 real 0 1
    passwordcheck.min_password_length 18 18 integer 0 2147483647
    pg_prewarm.autoprewarm 13 18 switch
    pg_prewarm.autoprewarm_interval 13 18 integer 0 2147483 s
    pg_stat_statements.max 13 13 integer 100 2147483647
    pg_stat_statements.max 14 18 integer 100 1073741823
    pg_stat_statements.save 13 18 switch
    pg_stat_statements.track 13 18 choice none,top,all
    pg_stat_statements.track_planning 13 18 switch
    pg_stat_statements.track_utility 13 18 switch
    plpgsql.check_asserts 13 18 switch
    plpgsql.extra_errors 13 18 text
    plpgsql.extra_warnings 13 18 text
    plpgsql.print_strict_params 13 18 switch
    plpgsql.variable_conflict 13 18 choice error,use_variable,use_column
    """
}
